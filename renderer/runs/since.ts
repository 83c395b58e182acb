import type { NodePlanRow, PlanRow } from '#shared/ipc/engine-messages.ts'
import type { RunView } from '../store/run-state.ts'

/** What has become of a node since a run: `changed` would give something else today, `gone` is not in the plan any more. */
export interface NodeSince {
  readonly node: string
  readonly since: 'same' | 'changed' | 'gone' | 'added'
  /** What is different, in the plan's words. */
  readonly reasons: readonly string[]
}

/**
 * Compares the keys that a run gave its work items with those of today's plan: only what would give another output counts. Work
 * items beyond the first of a node, which come with its plan, are left out.
 */
export function changedSince(run: RunView, plan: readonly NodePlanRow[]): readonly NodeSince[] {
  const planned = new Map(plan.map((row) => [row.node, row]))
  const found: NodeSince[] = []
  for (const [node, { items }] of Object.entries(run.nodes)) {
    const row = planned.get(node)
    if (!row) {
      found.push({ node, since: 'gone', reasons: [] })
      continue
    }
    const today = new Map(row.items.map((item) => [`${item.item}@${item.take}`, item]))
    const others = Object.entries(items).flatMap(([slot, { key }]) => {
      const item = today.get(slot)
      return key !== undefined && item && differs(item, key) ? [item] : []
    })
    const reasons = [...new Set(others.flatMap((item) => item.reasons))]
    found.push({ node, since: others.length > 0 ? 'changed' : 'same', reasons })
  }
  const added = run.targets === null ? plan.filter(({ node, total }) => total > 0 && !(node in run.nodes)) : []
  return [...found, ...added.map(({ node }) => ({ node, since: 'added', reasons: [] }) as const)]
}

function differs(item: PlanRow, key: string): boolean {
  // Without a key its inputs are still to be made, so it will be another one.
  return item.key === undefined ? item.state === 'unknown' : item.key !== key
}
