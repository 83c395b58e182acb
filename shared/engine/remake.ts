import { FREE } from '../catalog/price.ts'
import type { NodeId } from '../graph/ids.ts'
import type { PlannedNode } from './plan-node.ts'
import type { NodePlan, PlanItem } from './plan-types.ts'
import type { Origin, Slot } from './slot.ts'
import type { World } from './world.ts'

/**
 * Pruning removes files, never rows: an output without its file is still up-to-date, and is made again only when something that
 * runs (or is delivered) needs it. This pass turns such work items, and in turn those whose files they need, into `run`.
 */
export function remakePruned(
  nodes: readonly PlannedNode[],
  world: World,
  deliver: readonly NodeId[],
): readonly NodePlan[] {
  if (!nodes.some((node) => node.pruned)) return nodes
  const byId = new Map(nodes.map((node) => [node.node.instance.id, node]))
  const places = new Map(nodes.filter((node) => node.pruned).map((node) => [node.node.instance.id, placesOf(node)]))
  const remade = new Map<NodeId, Map<number, PlanItem>>()
  const open: { origin: Origin; neededBy: string }[] = []

  const need = (slots: readonly Slot[], neededBy: string) => {
    for (const slot of slots) if (slot.state === 'known' && slot.origin) open.push({ origin: slot.origin, neededBy })
  }
  for (const node of nodes) {
    const { id } = node.node.instance
    for (const item of node.items) if (executes(item)) need(node.reads(item.index), id)
    if (deliver.includes(id)) for (const list of node.outputs.values()) need(list.slots, 'the delivery')
  }
  const seen = new Set<string>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { origin, neededBy } = next
    const name = placeName(origin)
    const node = byId.get(origin.node)
    if (!node || seen.has(`${origin.node}/${name}`)) continue
    seen.add(`${origin.node}/${name}`)
    // A pure node has no files of its own; what it passes on belongs to the nodes above it.
    const pure = node.node.definition.behave.kind === 'evaluate'
    if (pure) need(node.reads(origin.index), neededBy)
    const place = places.get(origin.node)?.get(name)
    const item = place === undefined ? undefined : node.items[place]
    if (pure || place === undefined || !item?.key || executes(item) || world.row(item.key)?.present !== false) continue
    const reasons = [`its file was pruned, and ‘${neededBy}’ needs it`]
    const items = remade.get(origin.node) ?? new Map<number, PlanItem>()
    remade.set(origin.node, items.set(place, { ...item, state: 'run', usd: item.remakeUsd ?? FREE, reasons }))
    need(node.reads(origin.index), origin.node)
  }
  if (remade.size === 0) return nodes
  return nodes.map((node) => {
    const items = remade.get(node.node.instance.id)
    return items ? { ...node, items: node.items.map((item, place) => items.get(place) ?? item) } : node
  })
}

/** Where each work item stands in a node's list. */
function placesOf(node: PlannedNode): ReadonlyMap<string, number> {
  return new Map(node.items.map((item, place) => [placeName(item), place]))
}

function placeName({ index, take }: { index: number; take: number }): string {
  return `${index}@${take}`
}

function executes(item: PlanItem): boolean {
  return item.state === 'run' || item.state === 'adopt' || item.state === 'unknown'
}
