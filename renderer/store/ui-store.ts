import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import type { PortType } from '#shared/graph/values.ts'
import type { Scopes } from './scope.ts'

/** Where the search for a new node was opened, and the wire that it is to take up. */
export interface PickerRequest {
  /** On the screen, in pixels; null: in the middle of the canvas. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly wire: {
    readonly node: NodeId
    readonly port: string
    readonly side: 'output' | 'input'
    readonly type: PortType | 'any' | null
  } | null
}

/** Dialogs over the editor that ask for no answer. */
export type DialogName = 'palette' | 'keys' | 'settings' | 'conflict'

interface UiState {
  readonly selection: ReadonlySet<NodeId>
  readonly wires: ReadonlySet<string>
  /** Selected groups of the canvas. */
  readonly groups: ReadonlySet<string>
  readonly picker: PickerRequest | null
  readonly dialog: DialogName | null
  /** Everything that could bill is made on the stand-in. */
  readonly standIn: boolean
  /** The panel that has the whole window, by the name of its region. */
  readonly maximised: string | null
  /** How often the layout was set back: the panels are placed anew. */
  readonly layoutResets: number
  /** Step of the tour that shows; null: none. */
  readonly tour: number | null
}

export const uiScopes: Scopes<UiState> = {
  selection: 'session',
  wires: 'session',
  groups: 'session',
  picker: 'session',
  dialog: 'session',
  standIn: 'session',
  maximised: 'session',
  layoutResets: 'session',
  tour: 'session',
}

export const useUi = create<UiState>(() => ({
  selection: new Set(),
  wires: new Set(),
  groups: new Set(),
  picker: null,
  dialog: null,
  standIn: false,
  maximised: null,
  layoutResets: 0,
  tour: null,
}))

export function select(nodes: Iterable<NodeId>): void {
  useUi.setState({ selection: new Set(nodes), wires: new Set(), groups: new Set() })
}
