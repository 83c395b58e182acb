import type { Document, Mark } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'

/** The takes of one work item. */
export interface TakeRow {
  readonly baseKey: string
  readonly item: string
  readonly takes: number
  readonly pick: number
  /** The state of each take in the plan, as far as it names them. */
  readonly states: ReadonlyMap<number, NodePlanRow['items'][number]['state']>
}

const NONE: readonly TakeRow[] = []

/** Takes by work item, as the plan names them; empty for a node that repeats itself. */
export function takeRows(plan: NodePlanRow | undefined, picks: Document['picks']): readonly TakeRow[] {
  if (!plan) return NONE
  const rows = new Map<string, { item: string; states: Map<number, NodePlanRow['items'][number]['state']> }>()
  for (const { baseKey, item, take, state } of plan.items) {
    if (baseKey === undefined) continue
    const row = rows.get(baseKey) ?? { item, states: new Map() }
    if (row.item === item) row.states.set(take, state)
    rows.set(baseKey, row)
  }
  return Array.from(rows, ([baseKey, row]) => ({ baseKey, ...row, ...(picks[baseKey] ?? { takes: 1, pick: 0 }) })).map(
    ({ baseKey, item, states, takes, pick }) => ({ baseKey, item, states, takes, pick }),
  )
}

/** The mark of a take; an empty one where it has none. */
export function markOf(marks: Document['marks'], baseKey: string, take: number): Mark {
  const byTake = marks && Object.hasOwn(marks, baseKey) ? marks[baseKey] : undefined
  return byTake?.[take] ?? {}
}

/** Another number of takes or another pick; one take that was never picked leaves no entry. */
export function pickEdit({ baseKey }: Pick<TakeRow, 'baseKey'>, takes: number, pick: number): Edit {
  if (takes === 1) return { kind: 'set-pick', baseKey, takes, pick: null }
  return { kind: 'set-pick', baseKey, takes, pick: Math.min(pick, takes - 1) }
}

/** A star comes or goes; a take is not starred and rejected at once. */
export function starEdit(marks: Document['marks'], baseKey: string, take: number): Edit {
  const { star, rejected: _, ...rest } = markOf(marks, baseKey, take)
  return markEdit(baseKey, take, star ? rest : { ...rest, star: true })
}

/** Rejects a take for a reason, or takes that back (null). */
export function rejectEdit(marks: Document['marks'], baseKey: string, take: number, reason: string | null): Edit {
  const { star, rejected: _, ...rest } = markOf(marks, baseKey, take)
  if (reason !== null) return markEdit(baseKey, take, { ...rest, rejected: reason.trim() })
  return markEdit(baseKey, take, { ...rest, ...(star && { star }) })
}

function markEdit(baseKey: string, take: number, mark: Mark): Edit {
  return { kind: 'mark-take', baseKey, take, mark: Object.keys(mark).length === 0 ? null : mark }
}
