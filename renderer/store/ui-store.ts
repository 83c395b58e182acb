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

interface UiState {
  readonly selection: ReadonlySet<NodeId>
  readonly wires: ReadonlySet<string>
  readonly picker: PickerRequest | null
  readonly palette: boolean
  readonly keys: boolean
  readonly saveAs: boolean
  /** Everything that could bill is made on the stand-in. */
  readonly standIn: boolean
  readonly library: boolean
}

export const uiScopes: Scopes<UiState> = {
  selection: 'session',
  wires: 'session',
  picker: 'session',
  palette: 'session',
  keys: 'session',
  saveAs: 'session',
  standIn: 'session',
  library: 'session',
}

export const useUi = create<UiState>(() => ({
  selection: new Set(),
  wires: new Set(),
  picker: null,
  palette: false,
  keys: false,
  saveAs: false,
  standIn: false,
  library: true,
}))

export function select(nodes: Iterable<NodeId>): void {
  useUi.setState({ selection: new Set(nodes), wires: new Set() })
}

/** The one selected node, or null. */
export function useSelected(): NodeId | null {
  return useUi(({ selection }) => (selection.size === 1 ? (selection.values().next().value ?? null) : null))
}
