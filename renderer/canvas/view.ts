import type { NodeId } from '#shared/graph/ids.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** What commands may ask of the canvas on the screen. */
export interface CanvasView {
  fit(nodes: readonly NodeId[] | null): void
  /** A point of the screen as a position in the document. */
  toDocument(point: Point): Point
  /** The middle of what is seen, on the screen. */
  middle(): Point
  focus(node: NodeId): void
}

let view: CanvasView | null = null

export function setCanvasView(next: CanvasView | null): void {
  view = next
}

/** The canvas, while one is on the screen. */
export function canvasView(): CanvasView | null {
  return view
}
