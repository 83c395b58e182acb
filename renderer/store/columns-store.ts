import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Value } from '#shared/graph/values.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import type { Scopes } from './scope.ts'
import { useSession } from './session.ts'

/** An output that only a file names: its port, what it is called there, and how many items it has. */
export interface Column {
  readonly port: string
  readonly label: string
  readonly items: number
}

interface ColumnsState {
  readonly byNode: Readonly<Record<NodeId, readonly Column[]>>
}

export const columnsScopes: Scopes<ColumnsState> = { byNode: 'session' }

/** Columns of files as the host has read them, for cards to draw as ports. */
export const useColumns = create<ColumnsState>(() => ({ byNode: {} }))

useSession.subscribe((state, before) => {
  if (state.session !== before.session) useColumns.setState({ byNode: {} })
})

/** The outputs of a node that its definition does not know, in the order of the file. */
export function columnsIn(
  definition: NodeDefinition,
  outputs: Readonly<Record<string, readonly { readonly value: Value | null }[]>>,
): readonly Column[] {
  const whole = Object.values(outputs)
    .flat()
    .map(({ value }) => value)
    .find((value) => value?.type === 'table')
  return Object.entries(outputs)
    .filter(([port]) => !Object.hasOwn(definition.outputs, port))
    .map(([port, items], place) => ({
      port,
      label: (whole?.type === 'table' ? whole.columns[place] : undefined) ?? port,
      items: items.length,
    }))
}

/** Keeps what was read; equal columns change nothing. */
export function learnColumns(node: NodeId, columns: readonly Column[]): void {
  const { byNode } = useColumns.getState()
  if (JSON.stringify(byNode[node] ?? []) === JSON.stringify(columns)) return
  useColumns.setState({ byNode: { ...byNode, [node]: columns } })
}
