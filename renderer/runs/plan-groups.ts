import type { NodePlanRow, PlanRow } from '#shared/ipc/engine-messages.ts'

/** Where a node stands in the plan panel, in the order of the panel. */
export const GROUPS = ['run', 'later', 'waiting', 'blocked', 'restore'] as const
export type PlanGroup = (typeof GROUPS)[number]

/** The rows of a plan by what becomes of them; nodes that are up-to-date are left out. */
export function planGroups(nodes: readonly NodePlanRow[]): ReadonlyMap<PlanGroup, readonly NodePlanRow[]> {
  const groups = new Map<PlanGroup, NodePlanRow[]>(GROUPS.map((group) => [group, []]))
  for (const row of nodes) {
    const group = groupOf(row)
    if (group) groups.get(group)?.push(row)
  }
  return groups
}

function groupOf({ state }: NodePlanRow): PlanGroup | null {
  if (state === 'up-to-date') return null
  if (state === 'adopt') return 'run'
  if (state === 'unknown') return 'later'
  return state
}

/** How many work items of a plan are in some of its states. */
export function countItems(nodes: readonly NodePlanRow[], ...states: readonly PlanRow['state'][]): number {
  return nodes.reduce((sum, { counts }) => sum + states.reduce((part, state) => part + (counts[state] ?? 0), 0), 0)
}

/** What is to be billed, the dearest first. */
export function billed(nodes: readonly NodePlanRow[]): readonly NodePlanRow[] {
  return nodes.filter(({ usd }) => usd[1] > 0).sort((a, b) => b.usd[1] - a.usd[1])
}
