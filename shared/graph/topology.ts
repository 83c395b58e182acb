import type { NodeDefinition, Registry } from '../node/define.ts'
import type { OutputSpec } from '../node/ports.ts'
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
  /** Nodes on a cycle or below one, in document order; they are not in `order`. */
  readonly cyclic: readonly NodeId[]
}

interface Endings {
  /** Edges by the node they end at, in document order. */
  readonly into: ReadonlyMap<NodeId, readonly Edge[]>
  readonly instances: ReadonlyMap<NodeId, Instance>
  readonly registry: Registry
}

/**
 * Sorts a document's nodes so that each comes after what it depends on; among equals document order holds. Linear. With the graph
 * of the document before an edit, what the edit left alone is taken over as it is: the same nodes are the same objects.
 */
export function graphOf(document: Document, registry: Registry, before?: Graph): Graph {
  return (before && withChangedParams(document, before)) ?? buildGraph(document, registry)
}

/** The graph after an edit of nothing but params and titles of nodes whose ports do not depend on params; else null. */
function withChangedParams(document: Document, before: Graph): Graph | null {
  const old = before.document
  if (old === document) return before
  if (old.edges !== document.edges || old.nodes.length !== document.nodes.length) return null
  const changed = new Map<NodeId, GraphNode>()
  for (let place = 0; place < document.nodes.length; place++) {
    const [was, instance] = [old.nodes[place] as Instance, document.nodes[place] as Instance]
    if (was === instance) continue
    const node = before.nodes.get(was.id)
    if (was.id !== instance.id || was.type !== instance.type || was.bypass || instance.bypass || !node) return null
    if (node.definition.moreInputs || node.definition.moreOutputs) return null
    changed.set(was.id, { ...node, instance })
  }
  if (changed.size === 0) return { ...before, document }
  const nodes = new Map(before.nodes)
  for (const [id, node] of changed) nodes.set(id, node)
  return { ...before, document, nodes, order: before.order.map((node) => changed.get(node.instance.id) ?? node) }
}

function buildGraph(document: Document, registry: Registry): Graph {
  const instances = new Map(document.nodes.map((instance) => [instance.id, instance]))
  const into = new Map<NodeId, Edge[]>()
  for (const edge of document.edges) {
    const edges = into.get(edge.to.node)
    if (edges) edges.push(edge)
    else into.set(edge.to.node, [edge])
  }
  const follow = createFollow({ into, instances, registry })
  const nodes = new Map<NodeId, GraphNode>()
  for (const instance of document.nodes) {
    const definition = registry.get(instance.type)
    if (!definition || definition.behave.kind === 'inert' || instance.bypass) continue
    nodes.set(instance.id, { instance, definition, ...sourcesOf(instance, definition, into, follow) })
  }
  return { document, nodes, ...sort(nodes) }
}

function sourcesOf(
  instance: Instance,
  definition: NodeDefinition,
  into: Endings['into'],
  follow: Follow,
): Pick<GraphNode, 'sources' | 'absent'> {
  const edges = into.get(instance.id)
  if (!edges) return { sources: NONE, absent: NONE }
  const sources = new Map<PortId, Source[]>()
  let absent: Map<PortId, AbsentSource[]> | undefined
  for (const edge of edges) {
    if (!inputPort(definition, instance, edge.to.port)) continue
    for (const found of follow(edge.from.node, edge.from.port)) {
      if ('node' in found) {
        add(sources, edge.to.port, { edge: edge.id, node: found.node, port: found.port })
        continue
      }
      absent ??= new Map()
      add(absent, edge.to.port, { edge: edge.id, bypassed: found.bypassed })
    }
  }
  return { sources, absent: absent ?? NONE }
}

/** Shared by all nodes that have none, so that a large graph is not mostly empty maps. */
const NONE: ReadonlyMap<PortId, never> = new Map<PortId, never>()

function add<T>(map: Map<PortId, T[]>, port: PortId, value: T): void {
  const values = map.get(port)
  if (values) values.push(value)
  else map.set(port, [value])
}

/** What is behind an output: a real source, or the bypassed node that passes nothing on. */
type Behind = Pick<Source, 'node' | 'port'> | Pick<AbsentSource, 'bypassed'>
type Follow = (node: NodeId, port: PortId) => readonly Behind[]

/** A bypassed output on the way up, and how far its edges have been followed. */
interface Step {
  readonly name: string
  readonly node: NodeId
  readonly edges: readonly Edge[]
  next: number
  readonly found: Behind[]
}

/**
 * Finds the real sources behind an output: its own node, or what bypassed nodes pass on. Every bypassed output is worked out
 * once, and without recursion, because chains may be long and many nodes may hang on one.
 */
function createFollow({ into, instances, registry }: Endings): Follow {
  const known = new Map<string, readonly Behind[]>()
  const underWay = new Set<string>()

  const look = (node: NodeId, port: PortId): readonly Behind[] | Step => {
    const instance = instances.get(node)
    const definition = instance && registry.get(instance.type)
    if (!instance || !definition || !outputPort(definition, instance, port)) return []
    if (!instance.bypass) return [{ node, port }]
    // No id holds white space.
    const name = `${node} ${port}`
    const before = known.get(name)
    if (before) return before
    // Bypassed nodes in a circle pass nothing on.
    if (underWay.has(name)) return [{ bypassed: node }]
    underWay.add(name)
    const input = passedInput(instance, definition, port, into)
    const edges = input === null ? [] : (into.get(node) ?? []).filter((edge) => edge.to.port === input)
    return { name, node, edges, next: 0, found: [] }
  }

  return (node, port) => {
    const first = look(node, port)
    if (!('edges' in first)) return first
    const steps = [first]
    let step = first
    for (;;) {
      const edge = step.edges[step.next++]
      if (edge) {
        const above = look(edge.from.node, edge.from.port)
        if ('edges' in above) {
          steps.push(above)
          step = above
        } else for (const each of above) step.found.push(each)
        continue
      }
      if (step.found.length === 0) step.found.push({ bypassed: step.node })
      known.set(step.name, step.found)
      underWay.delete(step.name)
      steps.pop()
      const below = steps.at(-1)
      if (!below) return step.found
      for (const each of step.found) below.found.push(each)
      step = below
    }
  }
}

/** The first input of the same type as an output: what a bypassed node passes there. */
function passedInput(
  instance: Instance,
  definition: NodeDefinition,
  port: PortId,
  into: Endings['into'],
): PortId | null {
  const output = outputPort(definition, instance, port)
  if (!output) return null
  if (typeof output.type !== 'string') return output.type.sameAs
  const ports = Object.entries(inputsOf(definition, instance))
  for (const [id, spec] of ports) if (spec.type === output.type) return id
  for (const edge of into.get(instance.id) ?? []) {
    const input = inputPort(definition, instance, edge.to.port)
    if (input?.kind === 'param' && input.type === output.type) return edge.to.port
  }
  return null
}

/** Kahn's algorithm over places in document order, which are cheaper to keep count by than ids. */
function sort(nodes: ReadonlyMap<NodeId, GraphNode>): Pick<Graph, 'order' | 'cyclic'> {
  const all = [...nodes.values()]
  const places = new Map<NodeId, number>()
  for (let place = 0; place < all.length; place++) places.set((all[place] as GraphNode).instance.id, place)
  const waiting = new Int32Array(all.length)
  const below: number[][] = []
  const ready: number[] = []
  for (let place = 0; place < all.length; place++) {
    for (const sources of (all[place] as GraphNode).sources.values()) {
      for (const source of sources) {
        const above = places.get(source.node)
        if (above === undefined) continue
        waiting[place] = (waiting[place] as number) + 1
        const list = below[above]
        if (list) list.push(place)
        else below[above] = [place]
      }
    }
    if (waiting[place] === 0) ready.push(place)
  }
  for (let next = 0; next < ready.length; next++) {
    for (const place of below[ready[next] as number] ?? []) {
      const left = (waiting[place] as number) - 1
      waiting[place] = left
      if (left === 0) ready.push(place)
    }
  }
  const order = ready.map((place) => all[place] as GraphNode)
  return { order, cyclic: all.flatMap((node, place) => (waiting[place] === 0 ? [] : [node.instance.id])) }
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
export function outputType(nodes: ReadonlyMap<NodeId, GraphNode>, node: NodeId, port: PortId): PortType | null {
  const mirrored = MIRRORED.get(nodes) ?? new Map<string, PortType | null>()
  MIRRORED.set(nodes, mirrored)
  const passed = new Set<string>()
  let type: PortType | null = null
  let at: Pick<Source, 'node' | 'port'> | undefined = { node, port }
  while (at) {
    const found = nodes.get(at.node)
    const spec: OutputSpec | null | undefined = found && outputPort(found.definition, found.instance, at.port)
    if (!found || !spec) break
    if (typeof spec.type === 'string') {
      type = spec.type
      break
    }
    const name = `${at.node} ${at.port}`
    const known = mirrored.get(name)
    if (known !== undefined || passed.has(name)) {
      type = known ?? null
      break
    }
    passed.add(name)
    at = found.sources.get(spec.type.sameAs)?.[0]
  }
  for (const name of passed) mirrored.set(name, type)
  return type
}

/** Types of mirroring outputs by graph, so that a long row of them is walked once and not once per node. */
const MIRRORED = new WeakMap<ReadonlyMap<NodeId, GraphNode>, Map<string, PortType | null>>()
