import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'

interface Index {
  readonly nodes: ReadonlyMap<NodeId, Instance>
  /** By the node they end at. */
  readonly into: ReadonlyMap<NodeId, readonly Edge[]>
  readonly wired: ReadonlyMap<NodeId, string>
}

const NODES = new WeakMap<readonly Instance[], Index['nodes']>()
const EDGES = new WeakMap<readonly Edge[], Pick<Index, 'into' | 'wired'>>()
const NO_EDGES: readonly Edge[] = []

function edgesOf(document: Document) {
  const known = EDGES.get(document.edges)
  if (known) return known
  const into = Map.groupBy(document.edges, (edge) => edge.to.node)
  const wired = new Map(Array.from(into, ([node, edges]) => [node, edges.map((edge) => edge.to.port).join(' ')]))
  const index = { into, wired }
  EDGES.set(document.edges, index)
  return index
}

/** A node by its id, found without a walk however often it is asked. */
export function nodeOf(document: Document, id: NodeId): Instance | undefined {
  let nodes = NODES.get(document.nodes)
  if (!nodes) {
    nodes = new Map(document.nodes.map((node) => [node.id, node]))
    NODES.set(document.nodes, nodes)
  }
  return nodes.get(id)
}

/** The edges that end at a node, in document order. */
export function edgesInto(document: Document, id: NodeId): readonly Edge[] {
  return edgesOf(document).into.get(id) ?? NO_EDGES
}

/** Ids of a node's wired inputs as one text, so that a card compares it by value. */
export function wiredPorts(document: Document, id: NodeId): string {
  return edgesOf(document).wired.get(id) ?? ''
}
