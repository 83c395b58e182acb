import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Scopes } from '../store/scope.ts'
import type { Point } from './box.ts'
import type { Moved } from './drag.ts'
import type { Guide } from './snap.ts'

/** What is written in place on the canvas. */
export interface Writing {
  readonly what: 'title' | 'note' | 'group'
  /** Of the node or the group. */
  readonly id: string
}

interface CanvasState {
  readonly writing: Writing | null
  /** The search over the nodes is open. */
  readonly finding: boolean
  /** The nodes for which a wire is looked for by its ports' names. */
  readonly connecting: readonly NodeId[] | null
  /** What a gesture has moved so far. */
  readonly moved: Moved | null
  readonly guides: readonly Guide[]
  /** The wire that what is being dragged would be put on. */
  readonly litWire: string | null
  /** The stroke that cuts wires, on the screen. */
  readonly stroke: readonly Point[] | null
  /** Where the context menu was opened, on the screen. */
  readonly menuAt: Point | null
  /** It is so far away that a card is a spot of colour. */
  readonly tiny: boolean
}

export const canvasScopes: Scopes<CanvasState> = {
  writing: 'session',
  finding: 'session',
  connecting: 'session',
  moved: 'session',
  guides: 'session',
  litWire: 'session',
  stroke: 'session',
  menuAt: 'session',
  tiny: 'session',
}

export const useCanvas = create<CanvasState>(() => ({
  writing: null,
  finding: false,
  connecting: null,
  moved: null,
  guides: [],
  litWire: null,
  stroke: null,
  menuAt: null,
  tiny: false,
}))

/** Shows something in another place than the document says, until the gesture ends. */
export function showMoved(moved: Partial<Moved>): void {
  useCanvas.setState({ moved: { nodes: new Map(), groups: new Map(), via: new Map(), ...moved } })
}

/** A gesture is over: what is shown is what the document says. */
export function endGesture(): void {
  useCanvas.setState({ moved: null, guides: [], litWire: null })
}
