import type { NodePlan, Plan, PlanItem, PlanState } from '#shared/engine/plan-types.ts'
import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { NodePlanRow, PlanRow } from '#shared/ipc/engine-messages.ts'

/** What matters most to a person comes first. */
const WEIGHT: readonly PlanState[] = ['blocked', 'run', 'adopt', 'waiting', 'unknown', 'restore', 'up-to-date']
/** Work items and reasons that come with a node at once. */
const FIRST_ITEMS = 20
const FIRST_REASONS = 3

/**
 * The wanted nodes of a plan with problems that none of them reaches: what those are worth is still true while the rest is being
 * mended. Nothing where a problem belongs to no node.
 */
export function soundTargets({ graph, problems }: Plan, wanted: readonly NodeId[] | null): readonly NodeId[] {
  if (problems.some(({ node }) => node === undefined)) return []
  const reached = new Set(problems.map(({ node }) => node))
  for (const { instance, sources } of graph.order) {
    for (const each of sources.values()) {
      if (each.some((source) => reached.has(source.node))) reached.add(instance.id)
    }
  }
  return graph.order
    .map(({ instance }) => instance.id)
    .filter((id) => !reached.has(id) && (wanted === null || wanted.includes(id)))
}

/** A plan as the canvas shows it: a row per node. A node without work items (an empty list came in) is up-to-date. */
export function nodeRows(plan: Plan, document: Document): readonly NodePlanRow[] {
  return plan.nodes.map((node) => nodeRow(node, document))
}

function nodeRow({ node, items }: NodePlan, document: Document): NodePlanRow {
  const counts: Partial<Record<PlanState, number>> = {}
  const reasons = new Set<string>()
  const notes = new Set<string>()
  let [low, high, takes] = [0, 0, 0]
  for (const item of items) {
    counts[item.state] = (counts[item.state] ?? 0) + 1
    for (const reason of item.reasons) if (reasons.size < FIRST_REASONS) reasons.add(reason)
    for (const note of item.notes) if (notes.size < FIRST_REASONS) notes.add(note)
    low += item.usd[0]
    high += item.usd[1]
    if (item.baseKey !== undefined) takes = Math.max(takes, document.picks[item.baseKey]?.takes ?? 1)
  }
  return {
    node: node.instance.id,
    state: WEIGHT.find((state) => counts[state] !== undefined) ?? 'up-to-date',
    counts,
    reasons: [...reasons],
    notes: [...notes],
    usd: [low, high],
    standIn: items.some((item) => item.standIn),
    takes,
    total: items.length,
    items: items.slice(0, FIRST_ITEMS).map(itemRow),
  }
}

export function itemRow(item: PlanItem): PlanRow {
  const { waitsFor, remakeUsd, ...rest } = item
  return {
    ...rest,
    ...(waitsFor ? { waitsFor: [...waitsFor] } : {}),
    ...(remakeUsd ? { remakeUsd } : {}),
  }
}
