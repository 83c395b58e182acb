import { addUsd } from '../catalog/price.ts'
import type { Document, Instance } from '../graph/document.ts'
import type { NodeId } from '../graph/ids.ts'
import { ancestorsOf, type GraphNode, graphOf, type Source } from '../graph/topology.ts'
import type { Registry } from '../node/define.ts'
import { checkDocument, nodeName, type Problem } from './check.ts'
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

interface Memory {
  readonly instance: Instance
  readonly inputs: readonly SlotList[]
  readonly planned: PlannedNode
}

const NOTHING: SlotList = { slots: [] }

export function createPlanner(registry: Registry): Planner {
  let memory = new Map<NodeId, Memory>()
  let checked: { document: Document; targets: string; problems: readonly Problem[] } | null = null
  let about = {
    revision: -1,
    settings: {} as Document['settings'],
    picks: {} as unknown,
    decisions: {} as unknown,
    document: '',
    standIn: false,
  }

  const forgetWhereStale = (document: Document, world: World) => {
    const { settings, picks, decisions, id } = document
    const now = { revision: world.revision, settings, picks, decisions, document: id, standIn: world.standIn }
    const same = (Object.keys(now) as (keyof typeof now)[]).every((member) => now[member] === about[member])
    if (!same) memory = new Map()
    about = now
  }

  return {
    plan(document, targets, world, deliver = []) {
      forgetWhereStale(document, world)
      const graph = graphOf(document, registry)
      const wanted = ancestorsOf(graph, targets)
      const missing = (targets ?? []).filter((id) => !graph.nodes.has(id)).map((id) => missingTarget(document, id))
      if (checked?.document !== document || checked.targets !== String(targets)) {
        const problems = checkDocument(graph, registry, wanted, targets === null, (id) => world.model(id))
        checked = { document, targets: String(targets), problems }
      }
      const problems: Problem[] = [...missing, ...checked.problems]
      if (problems.length > 0) return { problems, nodes: [], usd: [0, 0], unread: [], graph }

      const planned = new Map<NodeId, PlannedNode>()
      const listOf = (source: Source): SlotList => planned.get(source.node)?.outputs.get(source.port) ?? NOTHING
      for (const node of graph.order) {
        const { id } = node.instance
        if (!wanted.has(id)) continue
        const inputs = [...node.sources.values()].flatMap((sources) => sources.map(listOf))
        const known = memory.get(id)
        if (
          known &&
          known.instance === node.instance &&
          sameLists(known.inputs, inputs) &&
          sameSources(known.planned.node, node)
        ) {
          planned.set(id, known.planned)
          continue
        }
        const fresh = planNode(node, document, world, listOf)
        memory.set(id, { instance: node.instance, inputs, planned: fresh })
        planned.set(id, fresh)
        if (fresh.problem) problems.push({ node: id, message: `${nodeName(node.instance)}: ${fresh.problem}` })
      }
      if (problems.length > 0) return { problems, nodes: [], usd: [0, 0], unread: [], graph }
      const nodes = shareEqualKeys(document, remakePruned([...planned.values()], world, deliver))
      const unread = [...planned.values()].flatMap((node) => node.unread)
      return { problems, nodes, usd: addUsd(...nodes.map(usdOf)), unread, graph }
    },
  }
}

function missingTarget(document: Document, id: NodeId): Problem {
  const instance = document.nodes.find((node) => node.id === id)
  if (!instance) return { message: `There is no node ‘${id}’ to run; targets are node ids.` }
  return {
    node: id,
    message: `${nodeName(instance)} cannot be a target: it is bypassed, a note, or of an unknown type.`,
  }
}

function sameLists(a: readonly SlotList[], b: readonly SlotList[]): boolean {
  return a.length === b.length && a.every((list, index) => list === b[index])
}

/** The wires of a node by content: the graph is made anew for each document, its maps with it. */
function sameSources(a: GraphNode, b: GraphNode): boolean {
  if (a === b) return true
  if (a.sources.size !== b.sources.size) return false
  for (const [port, sources] of a.sources) {
    const others = b.sources.get(port)
    if (!others || others.length !== sources.length) return false
    for (let index = 0; index < sources.length; index++) {
      const [one, other] = [sources[index], others[index]]
      if (one?.edge !== other?.edge || one?.node !== other?.node || one?.port !== other?.port) return false
    }
  }
  return true
}

function usdOf(node: NodePlan): readonly [number, number] {
  let low = 0
  let high = 0
  for (const { usd } of node.items) {
    low += usd[0]
    high += usd[1]
  }
  return [low, high]
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
