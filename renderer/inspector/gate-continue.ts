import type { NodeId } from '#shared/graph/ids.ts'
import type { RunRow } from '#shared/ipc/engine-messages.ts'
import type { RunView } from '../store/run-state.ts'

/** What a run that waited at a gate was asked for: what going on with it asks for again. */
export interface Continuation {
  /** Null: the whole document. */
  readonly targets: readonly NodeId[] | null
  readonly standIn: boolean
  /** Null: not known any more; what is set now holds. */
  readonly standInNodes: readonly NodeId[] | null
}

/**
 * The run to go on with once a gate is answered: the last one watched here in which the gate waited, else the newest of the history
 * that ended waiting there. Null where none ever did: an answer alone starts nothing that nobody asked for.
 */
export function continuationOf(
  gate: NodeId,
  views: Readonly<Record<string, RunView>>,
  rows: readonly RunRow[],
): Continuation | null {
  const waited = Object.values(views)
    .filter(({ nodes }) => Object.values(nodes[gate]?.items ?? {}).some(({ state }) => state === 'waiting'))
    .sort((a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? ''))
    .at(-1)
  if (waited) {
    const { targets, standIn, standInNodes } = waited
    return { targets, standIn, standInNodes }
  }
  const row = rows.find(({ waiting }) => waiting?.includes(gate))
  if (!row) return null
  return { targets: row.targets.length > 0 ? row.targets : null, standIn: row.standIn, standInNodes: null }
}
