import type { NodeId } from '#shared/graph/ids.ts'
import type { Point } from './box.ts'

/** What commands may ask of the canvas on the screen. */
export interface CanvasView {
  fit(nodes: readonly NodeId[] | null): void
  /** A point of the screen as a position in the document. */
  toDocument(point: Point): Point
  /** The middle of what is seen, on the screen. */
  middle(): Point
  /** Where the context menu was opened, else the pointer while it is over the canvas, on the screen; null: neither. */
  pointer(): Point | null
  /** Brings a point of the document into the middle. */
  centre(at: Point): void
  /** Brings a node into sight and leaves the keyboard where it is. */
  show(node: NodeId): void
  /** Brings a node into sight and the keyboard to it. */
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
