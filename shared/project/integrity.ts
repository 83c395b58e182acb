import type { Document, Edge, Instance } from '../graph/document.ts'
import type { EdgeId, NodeId } from '../graph/ids.ts'
import { nodeName } from '../graph/node-name.ts'
import type { Registry } from '../node/define.ts'
import { inputPort, outputPort } from '../node/ports-of.ts'

/** Something in a project that is kept but has no effect, or may not mean what it did; one sentence. */
export interface ProjectWarning {
  readonly node?: NodeId
  readonly edge?: EdgeId
  readonly message: string
}

/** Why a document's ids are not unique, as a sentence; null where they are. */
export function duplicateIds(document: Document): string | null {
  const nodes = new Map<NodeId, Instance>()
  for (const node of document.nodes) {
    const other = nodes.get(node.id)
    if (other)
      return `Two nodes have the id ‘${node.id}’ (‘${other.title}’ and ‘${node.title}’); give one of them another id.`
    nodes.set(node.id, node)
  }
  const edges = new Set<EdgeId>()
  for (const edge of document.edges) {
    if (edges.has(edge.id)) return `Two edges have the id ‘${edge.id}’; give one of them another id.`
    edges.add(edge.id)
  }
  return null
}

/** What of a document this Reelay does not know: node types, params, ends of edges, picks beyond their takes. In document order. */
export function unknownParts(document: Document, registry: Registry): readonly ProjectWarning[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  return [
    ...document.nodes.flatMap((node) => nodeWarnings(node, registry)),
    ...document.edges.flatMap((edge) => edgeWarnings(edge, nodes, registry)),
    ...pickWarnings(document),
  ]
}

function nodeWarnings(node: Instance, registry: Registry): readonly ProjectWarning[] {
  const definition = registry.get(node.type)
  if (!definition) {
    const message = `${nodeName(node)} is of the type ‘${node.type}’, which this Reelay does not know; it is kept, but it cannot run.`
    return [{ node: node.id, message }]
  }
  return Object.keys(node.params)
    .filter((param) => !Object.hasOwn(definition.params, param))
    .map((param) => ({
      node: node.id,
      message: `${nodeName(node)} has a param ‘${param}’ that ${definition.title} does not know; it is kept, without effect.`,
    }))
}

function edgeWarnings(edge: Edge, nodes: ReadonlyMap<NodeId, Instance>, registry: Registry): readonly ProjectWarning[] {
  const warnings: ProjectWarning[] = []
  const warn = (what: string) =>
    warnings.push({ edge: edge.id, message: `The edge ‘${edge.id}’ ${what}; it is kept, but carries nothing.` })
  const from = nodes.get(edge.from.node)
  if (!from) warn(`starts at the node ‘${edge.from.node}’, which is not there`)
  else if (!hasPort(from, registry, edge.from.port, 'output')) {
    warn(`starts at the output ‘${edge.from.port}’ of ${nodeName(from)}, which has none of that name`)
  }
  const to = nodes.get(edge.to.node)
  if (!to) warn(`ends at the node ‘${edge.to.node}’, which is not there`)
  else if (!hasPort(to, registry, edge.to.port, 'input')) {
    warn(`ends at the input ‘${edge.to.port}’ of ${nodeName(to)}, which has none of that name`)
  }
  return warnings
}

/** A node of an unknown type is believed to have every port. */
function hasPort(node: Instance, registry: Registry, port: string, side: 'input' | 'output'): boolean {
  const definition = registry.get(node.type)
  if (!definition) return true
  try {
    return (side === 'input' ? inputPort(definition, node, port) : outputPort(definition, node, port)) !== null
  } catch {
    // Ports may follow from params, and the params of a file are not checked yet: those that make no sense are the plan's to report.
    return true
  }
}

function pickWarnings(document: Document): readonly ProjectWarning[] {
  return Object.entries(document.picks)
    .filter(([, { takes, pick }]) => pick >= takes)
    .map(([key, { takes, pick }]) => ({
      message: `The pick of ${key.slice(0, 12)} names take ${pick + 1} of ${takes}; pick again.`,
    }))
}
