import type { Registry } from '../node/define.ts'
import { inputPort, outputPort } from '../node/ports-of.ts'
import type { Document, Edge } from './document.ts'
import { graphOf, outputType } from './topology.ts'
import { converts, type PortType } from './values.ts'

type End = Edge['from']

/** Why an output cannot be wired to an input, as a sentence; null where it can. Existing edges other than this one count. */
export function canConnect(document: Document, registry: Registry, from: End, to: End): string | null {
  if (from.node === to.node) return 'A node cannot be wired to itself.'
  const source = document.nodes.find((node) => node.id === from.node)
  const target = document.nodes.find((node) => node.id === to.node)
  const sourceDefinition = source && registry.get(source.type)
  const targetDefinition = target && registry.get(target.type)
  if (!source || !sourceDefinition) return `There is no node ‘${from.node}’ that this version knows.`
  if (!target || !targetDefinition) return `There is no node ‘${to.node}’ that this version knows.`
  const output = outputPort(sourceDefinition, source, from.port)
  if (!output) return `${sourceDefinition.title} has no output ‘${from.port}’.`
  const input = inputPort(targetDefinition, target, to.port)
  if (!input) return `${targetDefinition.title} has no input ‘${to.port}’.`
  const others = document.edges.filter((edge) => edge.to.node === to.node && edge.to.port === to.port)
  const occupied = others.some((edge) => edge.from.node !== from.node || edge.from.port !== from.port)
  if (occupied && !(input.kind === 'port' && input.spec.list)) return `‘${to.port}’ takes one wire and already has one.`

  // Bypassing a node never changes what type an output has, and wires must fit when it ends.
  const nodes = document.nodes.map((node) => (node.bypass ? { ...node, bypass: false } : node))
  const graph = graphOf({ ...document, nodes }, registry)
  const given = outputType(graph.nodes, from.node, from.port)
  const wanted = input.kind === 'port' ? input.spec.type : input.type
  const mismatch = typeMismatch(given, wanted)
  if (mismatch) return mismatch
  return reaches(document, to.node, from.node) ? 'That wire would close a circle.' : null
}

/** Why a value of one type does not fit an input of another; null where it does or is not known yet. */
export function typeMismatch(given: PortType | null, wanted: PortType | 'any'): string | null {
  if (given === null || wanted === 'any' || converts(given, wanted)) return null
  return `It takes ${wanted}, and this gives ${given}.`
}

function reaches(document: Document, from: string, to: string): boolean {
  const below = new Map<string, string[]>()
  for (const edge of document.edges) {
    const nodes = below.get(edge.from.node)
    if (nodes) nodes.push(edge.to.node)
    else below.set(edge.from.node, [edge.to.node])
  }
  const open = [from]
  const seen = new Set<string>()
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const each of below.get(id) ?? []) open.push(each)
  }
  return false
}
