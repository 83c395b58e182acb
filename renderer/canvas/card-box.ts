import { registry } from '#nodes/index.ts'
import type { Document, Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { useColumns } from '../store/columns-store.ts'
import { edgesInto } from '../store/document-index.ts'
import { modelEntry, useModels } from '../store/models-store.ts'
import type { Point, Rect } from './box.ts'
import { CARD, COLLAPSED_HEIGHT, cardHeight, NOTE, portMiddle } from './geometry.ts'
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

interface Layout {
  readonly ports: CardPorts
  readonly size: { readonly width: number; readonly height: number }
  readonly spots: readonly PortSpot[]
  /** Equal for equal sizes and ports. */
  readonly shape: string
}
const LAYOUTS = new WeakMap<Instance, Layout & { edges: Document['edges']; models: unknown; columns: unknown }>()

/** How a node's card is laid out; worked out again when the node, the wires, the catalog or the columns of its file change. */
export function layoutOf(document: Document, node: Instance): Layout {
  const { models } = useModels.getState()
  const columns = useColumns.getState().byNode[node.id]
  const known = LAYOUTS.get(node)
  if (known && known.edges === document.edges && known.models === models && known.columns === columns) return known
  const ports = readPorts(document, node)
  const size = isNote(node)
    ? NOTE
    : { width: CARD.width, height: node.collapsed ? COLLAPSED_HEIGHT : cardHeight(ports) }
  const spots = isNote(node) ? [] : spotsAt(ports, node.collapsed ?? false)
  const shape = `${size.height} ${spots.map(({ side, id }) => `${side} ${id}`)}`
  const layout = { ports, size, spots, shape, edges: document.edges, models, columns }
  LAYOUTS.set(node, layout)
  return layout
}

/** A node's ports as its card shows them; a node of an unknown type shows those that are wired. */
export function portsOfNode(document: Document, node: Instance): CardPorts {
  return layoutOf(document, node).ports
}

/** Size of a node on the canvas, in pixels at zoom 1. */
export function sizeOf(document: Document, node: Instance): { readonly width: number; readonly height: number } {
  return layoutOf(document, node).size
}

/** Where a node stands and how large it is. */
export function boxOf(document: Document, node: Instance): Rect & { readonly id: NodeId } {
  const { x, y } = node.position
  return { id: node.id, x, y, ...sizeOf(document, node) }
}

export function isNote(node: Instance): boolean {
  return registry.get(node.type)?.behave.kind === 'inert'
}

/** A port on the canvas: its middle, from its card's upper left corner. */
export interface PortSpot extends Point {
  readonly id: string
  readonly side: 'input' | 'output'
}

function spotsAt({ inputs, outputs }: CardPorts, collapsed: boolean): readonly PortSpot[] {
  return [
    ...inputs.map(({ id }, row): PortSpot => {
      return { id, side: 'input', x: 0, y: portMiddle(row, inputs.length, collapsed) }
    }),
    ...outputs.map(({ id }, row): PortSpot => {
      return { id, side: 'output', x: CARD.width, y: portMiddle(row, outputs.length, collapsed) }
    }),
  ]
}

function readPorts(document: Document, node: Instance): CardPorts {
  const definition = registry.get(node.type)
  const wiredIn = edgesInto(document, node.id).map((edge) => edge.to.port)
  const wiredOut = wiredOutputs(document, node.id)
  if (!definition) {
    const view = (id: string) => ({ id, label: id, type: 'any', list: false, required: false }) as const
    return { inputs: [...new Set(wiredIn)].map(view), outputs: wiredOut.map(view) }
  }
  const param = definition.behave.kind === 'generate' ? definition.behave.modelParam : null
  const model = param === null ? undefined : modelEntry(useModels.getState(), node.params[param])
  return cardPorts(definition, node, wiredIn, wiredOut, model, useColumns.getState().byNode[node.id])
}
