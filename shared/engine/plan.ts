import { addUsd } from '../catalog/price.ts'
import type { Document } from '../graph/document.ts'
import type { NodeId } from '../graph/ids.ts'
import { nodeName } from '../graph/node-name.ts'
import { ancestorsOf, type Graph, type GraphNode, graphOf, type Source } from '../graph/topology.ts'
import type { Registry } from '../node/define.ts'
import { type Checker, createChecker, type Problem } from './check.ts'
import { workItemName } from './names.ts'
import { type PlannedNode, planNode } from './plan-node.ts'
import type { NodePlan, Plan, PlanItem } from './plan-types.ts'
import { remakePruned } from './remake.ts'
import type { SlotList } from './slot.ts'
import type { World } from './world.ts'

/** Plans documents; keeps what it worked out, so that planning again after an edit costs what the edit touched. */
export interface Planner {
  /**
   * What a run of the targets (all nodes, where null) would do, why, and for how much. Pure in document and world: a run at once
   * after it runs every planned `run` and nothing outside `run` and `unknown`. `deliver`: nodes whose files are wanted themselves.
   */
  plan(document: Document, targets: readonly NodeId[] | null, world: World, deliver?: readonly NodeId[]): Plan
}

const NOTHING: SlotList = { slots: [] }

export function createPlanner(registry: Registry): Planner {
  const checker: Checker = createChecker(registry)
  let graph: Graph | undefined
  let memory: Memory = { about: [], planned: new Map() }

  return {
    plan(document, targets, world, deliver = []) {
      graph = graphOf(document, registry, graph)
      const wanted = targets === null ? null : ancestorsOf(graph, targets)
      const missing = (targets ?? []).filter((id) => !graph?.nodes.has(id)).map((id) => missingTarget(document, id))
      const problems = [...missing, ...checker.check(graph, wanted, world)]
      if (problems.length === 0) memory = planNodes(graph, wanted, world, memory, problems)
      if (problems.length > 0) return { problems, nodes: [], usd: [0, 0], unread: [], graph }
      const planned = [...memory.planned.values()]
      const nodes = shareEqualKeys(document, remakePruned(planned, world, deliver))
      const unread = planned.flatMap((node) => (node.unread.length > 0 ? node.unread : []))
      return { problems, nodes, usd: addUsd(...nodes.filter(costs).map(usdOf)), unread, graph }
    },
  }
}

interface Memory {
  /** What else the planned nodes rest on: any difference makes all of them old. */
  readonly about: readonly unknown[]
  /** In an order in which everything comes after what it depends on. */
  readonly planned: ReadonlyMap<NodeId, PlannedNode>
}

/** Plans the wanted nodes in order; a node that is as it was, below nodes that are as they were, is taken over. */
function planNodes(
  graph: Graph,
  wanted: ReadonlySet<NodeId> | null,
  world: World,
  before: Memory,
  problems: Problem[],
): Memory {
  const { document } = graph
  const about = [world.revision, document.id, document.settings, document.picks, document.decisions]
  const known = about.every((each, place) => each === before.about[place])
    ? before.planned
    : new Map<NodeId, PlannedNode>()
  const planned = new Map<NodeId, PlannedNode>()
  const fresh = new Set<NodeId>()
  const listOf = ({ node, port }: Source): SlotList => {
    const above = planned.get(node)
    return above?.outputs.get(port) ?? above?.more?.(port) ?? NOTHING
  }
  for (const node of graph.order) {
    const { id } = node.instance
    if (wanted && !wanted.has(id)) continue
    const old = known.get(id)
    const kept = old && old.node === node && !dependsOn(node, fresh) ? old : undefined
    const now = kept ?? planNode(node, document, world, listOf)
    planned.set(id, now)
    if (!kept) fresh.add(id)
    if (now.problem !== null) problems.push({ node: id, message: `${nodeName(node.instance)}: ${now.problem}` })
  }
  return { about, planned }
}

function dependsOn(node: GraphNode, nodes: ReadonlySet<NodeId>): boolean {
  if (nodes.size === 0) return false
  for (const sources of node.sources.values()) for (const source of sources) if (nodes.has(source.node)) return true
  return false
}

function missingTarget(document: Document, id: NodeId): Problem {
  const instance = document.nodes.find((node) => node.id === id)
  if (!instance) return { message: `There is no node ‘${id}’ to run; targets are node ids.` }
  return {
    node: id,
    message: `${nodeName(instance)} cannot be a target: it is bypassed, a note, or of an unknown type.`,
  }
}

function costs(node: NodePlan): boolean {
  return node.items.some((item) => item.usd[1] > 0)
}

function usdOf(node: NodePlan): readonly [number, number] {
  return addUsd(...node.items.map((item) => item.usd))
}

/** Work items with equal keys run once: the first in document order runs, the others take its output and cost nothing. */
function shareEqualKeys(document: Document, nodes: readonly NodePlan[]): readonly NodePlan[] {
  const running = nodes.filter((node) => node.items.some(runs))
  if (running.length === 0) return nodes
  const byId = new Map(running.map((node) => [node.node.instance.id, node]))
  const first = new Map<string, PlanItem>()
  const shared = new Map<NodeId, NodePlan>()
  for (const { id } of document.nodes) {
    const node = byId.get(id)
    if (!node) continue
    let changed = false
    const items = node.items.map((item) => {
      if (!runs(item) || item.key === undefined) return item
      const earlier = first.get(item.key)
      if (!earlier) {
        first.set(item.key, item)
        return item
      }
      changed = true
      const sameAs = workItemName(earlier)
      return { ...item, state: 'restore' as const, reasons: [`same as ${sameAs}`], usd: [0, 0] as const, sameAs }
    })
    if (changed) shared.set(id, { ...node, items })
  }
  return shared.size === 0 ? nodes : nodes.map((node) => shared.get(node.node.instance.id) ?? node)
}

function runs(item: PlanItem): boolean {
  return item.state === 'run' || item.state === 'adopt'
}
