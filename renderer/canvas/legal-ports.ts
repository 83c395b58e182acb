import { canConnect, typeMismatch } from '#shared/graph/connect.ts'
import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import { ancestorsOf, graphOf, outputType } from '#shared/graph/topology.ts'
import type { PortType } from '#shared/graph/values.ts'
import type { NodeDefinition, Registry } from '#shared/node/define.ts'
import { inputPort, inputsOf, outputPort } from '#shared/node/ports-of.ts'

type End = Edge['from']

/** The end of a wire that is being drawn: where it was begun. */
export interface WireStart extends End {
  readonly side: 'output' | 'input'
}

/** Tells of every port whether the wire that is being drawn may end there. Prepared once per wire, then cheap per port. */
export type PortTest = (node: Instance, port: string) => boolean

/** Prepares the test of a wire that is drawn from `start`; nothing is legal where that node is gone. */
export function portTest(document: Document, registry: Registry, start: WireStart): PortTest {
  const nodes = document.nodes.map((node) => (node.bypass ? { ...node, bypass: false } : node))
  const graph = graphOf({ ...document, nodes }, registry)
  const startNode = graph.nodes.get(start.node)
  if (!startNode) return () => false
  if (start.side === 'output') {
    const given = outputType(graph.nodes, start.node, start.port)
    const above = ancestorsOf(graph, [start.node])
    return (node, port) => {
      const definition = registry.get(node.type)
      const input = definition && inputPort(definition, node, port)
      if (!input || above.has(node.id)) return false
      return typeMismatch(given, input.kind === 'port' ? input.spec.type : input.type) === null
    }
  }
  const input = inputPort(startNode.definition, startNode.instance, start.port)
  if (!input) return () => false
  const wanted = input.kind === 'port' ? input.spec.type : input.type
  const below = new Map<string, boolean>()
  return (node, port) => {
    const definition = registry.get(node.type)
    if (node.id === start.node || !definition || !outputPort(definition, node, port)) return false
    if (typeMismatch(outputType(graph.nodes, node.id, port), wanted) !== null) return false
    let circle = below.get(node.id)
    if (circle === undefined) {
      circle = ancestorsOf(graph, [node.id]).has(start.node)
      below.set(node.id, circle)
    }
    return !circle
  }
}

/**
 * The edits that draw a wire, or the sentence why it cannot be. An input that takes one wire lets go of the one it has, as in every
 * node editor.
 */
export function wireEdits(
  document: Document,
  registry: Registry,
  from: End,
  to: End,
  id: string,
): { readonly edits: readonly Edit[] } | { readonly problem: string } {
  const already = document.edges.some(
    (edge) =>
      edge.from.node === from.node &&
      edge.from.port === from.port &&
      edge.to.node === to.node &&
      edge.to.port === to.port,
  )
  if (already) return { edits: [] }
  const target = document.nodes.find((node) => node.id === to.node)
  const definition = target && registry.get(target.type)
  const input = definition && inputPort(definition, target, to.port)
  const isList = input?.kind === 'port' && input.spec.list === true
  const replaced = isList ? [] : document.edges.filter((edge) => edge.to.node === to.node && edge.to.port === to.port)
  const rest =
    replaced.length > 0 ? { ...document, edges: document.edges.filter((edge) => !replaced.includes(edge)) } : document
  const problem = canConnect(rest, registry, from, to)
  if (problem) return { problem }
  return {
    edits: [
      ...replaced.map((edge): Edit => ({ kind: 'disconnect', edge: edge.id })),
      {
        kind: 'connect',
        edge: { id, from: { node: from.node, port: from.port }, to: { node: to.node, port: to.port } },
      },
    ],
  }
}

/** The port of a node that the wire that is being drawn would go to, inputs without a wire first; null where none fits. */
export function bestPort(
  document: Document,
  registry: Registry,
  node: Instance,
  test: PortTest,
  side: WireStart['side'],
  active: readonly string[] | null = null,
): string | null {
  const definition = registry.get(node.type)
  if (!definition) return null
  const legal = portIds(definition, node, side === 'output' ? 'input' : 'output')
    .filter((port) => active === null || active.includes(port))
    .filter((port) => test(node, port))
  const free = legal.find((port) => !document.edges.some((edge) => edge.to.node === node.id && edge.to.port === port))
  return free ?? legal[0] ?? null
}

/** Ids of a node's ports; an input's long texts come first among its params. */
function portIds(definition: NodeDefinition, node: Instance, side: WireStart['side']): readonly string[] {
  if (side === 'output') return Object.keys({ ...definition.outputs, ...definition.moreOutputs?.(node.params) })
  const params = Object.entries(definition.params)
  const words = params.filter(([, spec]) => spec.kind === 'text' && spec.multiline).map(([id]) => id)
  return [...Object.keys(inputsOf(definition, node)), ...words]
}

/** Whether a new node of this type would have a port for the wire that is being drawn. */
export function fitsWire(
  definition: NodeDefinition,
  instance: Instance,
  given: PortType | 'any' | null,
  side: WireStart['side'],
): boolean {
  if (definition.behave.kind === 'inert') return false
  const ids = portIds(definition, instance, side === 'output' ? 'input' : 'output')
  return ids.some((id) => {
    if (side === 'output') {
      const input = inputPort(definition, instance, id)
      const wanted = input?.kind === 'port' ? input.spec.type : input?.type
      return wanted !== undefined && typeMismatch(given === 'any' ? null : given, wanted) === null
    }
    const output = outputPort(definition, instance, id)
    if (!output || given === null) return false
    return typeMismatch(typeof output.type === 'string' ? output.type : null, given) === null
  })
}
