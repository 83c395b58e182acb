import { registry } from '#nodes/index.ts'
import type { Document, Instance } from '#shared/graph/document.ts'
import { edgesInto } from '../store/document-index.ts'
import { modelEntry, useModels } from '../store/models-store.ts'
import { CARD, cardHeight, NOTE } from './geometry.ts'
import { type CardPorts, cardPorts } from './ports.ts'

const OUT = new WeakMap<Document['edges'], ReadonlyMap<string, readonly string[]>>()

/** Ids of a node's wired outputs, each once. */
export function wiredOutputs(document: Document, node: string): readonly string[] {
  let map = OUT.get(document.edges)
  if (!map) {
    const grouped = Map.groupBy(document.edges, (edge) => edge.from.node)
    map = new Map(Array.from(grouped, ([id, edges]) => [id, [...new Set(edges.map((edge) => edge.from.port))]]))
    OUT.set(document.edges, map)
  }
  return map.get(node) ?? []
}

/** A node's ports as its card shows them; a node of an unknown type shows those that are wired. */
export function portsOfNode(document: Document, node: Instance): CardPorts {
  const definition = registry.get(node.type)
  const wiredIn = edgesInto(document, node.id).map((edge) => edge.to.port)
  const wiredOut = wiredOutputs(document, node.id)
  if (!definition) {
    const view = (id: string) => ({ id, label: id, type: 'any', list: false, required: false }) as const
    return { inputs: [...new Set(wiredIn)].map(view), outputs: wiredOut.map(view) }
  }
  const param = definition.behave.kind === 'generate' ? definition.behave.modelParam : null
  const model = param === null ? undefined : modelEntry(useModels.getState(), node.params[param])
  return cardPorts(definition, node, wiredIn, wiredOut, model)
}

export function isNote(node: Instance): boolean {
  return registry.get(node.type)?.behave.kind === 'inert'
}

/** Size of a node on the canvas, in pixels at zoom 1. */
export function sizeOf(document: Document, node: Instance): { readonly width: number; readonly height: number } {
  return isNote(node) ? NOTE : { width: CARD.width, height: cardHeight(portsOfNode(document, node)) }
}
