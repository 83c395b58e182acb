import { sameJson } from '../../json.ts'
import type { Document, Edge } from '../document.ts'
import { done, type EditResult, refused } from './result.ts'
import type { EditOf } from './schema.ts'

/**
 * Adds an edge. Whether the ports exist and fit is asked of `canConnect` beforehand: a document may hold edges that this version
 * does not understand, an edge from a node to itself never means anything.
 */
export function connect(document: Document, { edge, before }: EditOf<'connect'>): EditResult {
  if (edge.from.node === edge.to.node) return refused(`The node ‘${edge.from.node}’ cannot be wired to itself.`)
  for (const { node } of [edge.from, edge.to]) {
    if (!document.nodes.some((other) => other.id === node)) return refused(`There is no node with the id ‘${node}’.`)
  }
  if (document.edges.some((other) => other.id === edge.id)) {
    return refused(`There is already an edge with the id ‘${edge.id}’; give the new one another id.`)
  }
  if (before === undefined) return done({ ...document, edges: [...document.edges, edge] })
  const index = document.edges.findIndex((other) => other.id === before)
  if (index < 0) return noEdge(before)
  return done({ ...document, edges: document.edges.toSpliced(index, 0, edge) })
}

export function disconnect(document: Document, { edge }: EditOf<'disconnect'>): EditResult {
  const edges = document.edges.filter((other) => other.id !== edge)
  return edges.length === document.edges.length ? noEdge(edge) : done({ ...document, edges })
}

export function routeEdge(document: Document, { edge: id, via }: EditOf<'route-edge'>): EditResult {
  const index = document.edges.findIndex((edge) => edge.id === id)
  const before = document.edges[index]
  if (!before) return noEdge(id)
  if (sameJson(before.via ?? [], via)) return done(document)
  const { via: _before, ...straight } = before
  const after: Edge = via.length > 0 ? { ...straight, via } : straight
  return done({ ...document, edges: document.edges.with(index, after) })
}

/** The edges of the port change places among themselves; all others stay where they are. */
export function reorderEdges(document: Document, { node, port, edges: wanted }: EditOf<'reorder-edges'>): EditResult {
  const present = new Map<string, Edge>()
  for (const edge of document.edges) if (edge.to.node === node && edge.to.port === port) present.set(edge.id, edge)
  const next = wanted.map((id) => present.get(id))
  if (new Set(wanted).size !== present.size || wanted.length !== present.size || next.includes(undefined)) {
    const names = present.size === 0 ? 'it has none' : [...present.keys()].join(', ')
    return refused(`The new order of ‘${node}.${port}’ must name each of its edges once (${names}).`)
  }
  if ([...present.keys()].every((id, index) => id === wanted[index])) return done(document)
  let index = 0
  const edges = document.edges.map((edge) => (present.has(edge.id) ? (next[index++] ?? edge) : edge))
  return done({ ...document, edges })
}

function noEdge(id: string): EditResult {
  return refused(`There is no edge with the id ‘${id}’.`)
}
