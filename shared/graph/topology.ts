import type { NodeDefinition, Registry } from '../node/define.ts'
import { inputPort, inputsOf, outputPort } from '../node/ports-of.ts'
import type { Document, Edge, Instance } from './document.ts'
import type { EdgeId, NodeId, PortId } from './ids.ts'
import type { PortType } from './values.ts'

/** Where an input's items come from, bypassed nodes already skipped. `edge` is the edge that ends at the input. */
export interface Source {
  readonly edge: EdgeId
  readonly node: NodeId
  readonly port: PortId
}

/** Why an input has nothing although an edge ends there: the bypassed node that passes nothing on. */
export interface AbsentSource {
  readonly edge: EdgeId
  readonly bypassed: NodeId
}

export interface GraphNode {
  readonly instance: Instance
  readonly definition: NodeDefinition
  /** By input port or wired param; sources in document order. */
  readonly sources: ReadonlyMap<PortId, readonly Source[]>
  readonly absent: ReadonlyMap<PortId, readonly AbsentSource[]>
}

/** The executable part of a document: known, not bypassed, not inert nodes, each after all it depends on. */
export interface Graph {
  readonly document: Document
  readonly nodes: ReadonlyMap<NodeId, GraphNode>
  readonly order: readonly GraphNode[]
  /** Nodes on a cycle (or below one), in document order; they are not in `order`. */
  readonly cyclic: readonly NodeId[]
}

interface Endings {
  /** Edges by the node they end at, in document order. */
  readonly into: ReadonlyMap<NodeId, readonly Edge[]>
  readonly instances: ReadonlyMap<NodeId, Instance>
  readonly registry: Registry
}

/** Sorts a document's nodes so that each comes after what it depends on; among equals document order holds. Linear. */
export function graphOf(document: Document, registry: Registry): Graph {
  const instances = new Map(document.nodes.map((instance) => [instance.id, instance]))
  const into = new Map<NodeId, Edge[]>()
  for (const edge of document.edges) {
    const edges = into.get(edge.to.node)
    if (edges) edges.push(edge)
    else into.set(edge.to.node, [edge])
  }
  const endings: Endings = { into, instances, registry }
  const nodes = new Map<NodeId, GraphNode>()
  for (const instance of document.nodes) {
    const definition = registry.get(instance.type)
    if (!definition || definition.behave.kind === 'inert' || instance.bypass) continue
    nodes.set(instance.id, { instance, definition, ...sourcesOf(instance, definition, endings) })
  }
  return { document, nodes, ...sort(nodes) }
}

function sourcesOf(
  instance: Instance,
  definition: NodeDefinition,
  endings: Endings,
): Pick<GraphNode, 'sources' | 'absent'> {
  const sources = new Map<PortId, Source[]>()
  const absent = new Map<PortId, AbsentSource[]>()
  for (const edge of endings.into.get(instance.id) ?? []) {
    if (!inputPort(definition, instance, edge.to.port)) continue
    for (const found of follow(edge.id, edge.from.node, edge.from.port, endings, new Set())) {
      if ('node' in found) add(sources, edge.to.port, found)
      else add(absent, edge.to.port, found)
    }
  }
  return { sources, absent }
}

function add<T>(map: Map<PortId, T[]>, port: PortId, value: T): void {
  const values = map.get(port)
  if (values) values.push(value)
  else map.set(port, [value])
}

/** The real sources behind an output: its own node, or what a bypassed node passes on. */
function follow(
  edge: EdgeId,
  node: NodeId,
  port: PortId,
  endings: Endings,
  seen: Set<NodeId>,
): readonly (Source | AbsentSource)[] {
  const instance = endings.instances.get(node)
  const definition = instance && endings.registry.get(instance.type)
  if (!instance || !definition || !outputPort(definition, instance, port)) return []
  if (!instance.bypass) return [{ edge, node, port }]
  if (seen.has(node)) return [{ edge, bypassed: node }]
  seen.add(node)
  const input = passedInput(instance, definition, port, endings)
  const edges = input === null ? [] : (endings.into.get(node) ?? []).filter((candidate) => candidate.to.port === input)
  const found = edges.flatMap((each) => follow(edge, each.from.node, each.from.port, endings, seen))
  return found.length > 0 ? found : [{ edge, bypassed: node }]
}

/** The first input of the same type as an output: what a bypassed node passes there. */
function passedInput(instance: Instance, definition: NodeDefinition, port: PortId, endings: Endings): PortId | null {
  const output = outputPort(definition, instance, port)
  if (!output) return null
  if (typeof output.type !== 'string') return output.type.sameAs
  const ports = Object.entries(inputsOf(definition, instance))
  for (const [id, spec] of ports) if (spec.type === output.type) return id
  for (const edge of endings.into.get(instance.id) ?? []) {
    const input = inputPort(definition, instance, edge.to.port)
    if (input?.kind === 'param' && input.type === output.type) return edge.to.port
  }
  return null
}

function sort(nodes: ReadonlyMap<NodeId, GraphNode>): Pick<Graph, 'order' | 'cyclic'> {
  const waiting = new Map<NodeId, number>()
  const below = new Map<NodeId, NodeId[]>()
  const ready: GraphNode[] = []
  for (const [id, node] of nodes) {
    let count = 0
    for (const sources of node.sources.values()) {
      for (const source of sources) {
        if (!nodes.has(source.node)) continue
        count++
        const list = below.get(source.node)
        if (list) list.push(id)
        else below.set(source.node, [id])
      }
    }
    waiting.set(id, count)
    if (count === 0) ready.push(node)
  }
  const order: GraphNode[] = []
  for (let next = 0; next < ready.length; next++) {
    const node = ready[next] as GraphNode
    order.push(node)
    for (const id of below.get(node.instance.id) ?? []) {
      const left = (waiting.get(id) ?? 0) - 1
      waiting.set(id, left)
      const reached = left === 0 ? nodes.get(id) : undefined
      if (reached) ready.push(reached)
    }
  }
  if (order.length === nodes.size) return { order, cyclic: [] }
  const done = new Set(order.map((node) => node.instance.id))
  return { order, cyclic: [...nodes.keys()].filter((id) => !done.has(id)) }
}

/** The targets and everything they depend on; without targets, every node. */
export function ancestorsOf(graph: Graph, targets: readonly NodeId[] | null): ReadonlySet<NodeId> {
  if (targets === null) return new Set(graph.nodes.keys())
  const found = new Set<NodeId>()
  const open = [...targets]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes.get(id)
    if (!node || found.has(id)) continue
    found.add(id)
    for (const sources of node.sources.values()) for (const source of sources) open.push(source.node)
  }
  return found
}

/**
 * The type of an output; `sameAs` follows the wire of the input it mirrors, through bypassed and mirroring nodes alike.
 * Null where that input has no wire yet: it may become any type.
 */
export function outputType(
  nodes: ReadonlyMap<NodeId, GraphNode>,
  node: NodeId,
  port: PortId,
  seen: ReadonlySet<NodeId> = new Set(),
): PortType | null {
  const found = nodes.get(node)
  const spec = found && outputPort(found.definition, found.instance, port)
  if (!found || !spec || seen.has(node)) return null
  if (typeof spec.type === 'string') return spec.type
  const source = found.sources.get(spec.type.sameAs)?.[0]
  return source ? outputType(nodes, source.node, source.port, new Set([...seen, node])) : null
}
