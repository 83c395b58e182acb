import { type Edge as FlowEdge, type Node as FlowNode, type NodeHandle, Position } from '@xyflow/react'
import { registry } from '#nodes/index.ts'
import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import { outputPort } from '#shared/node/ports-of.ts'
import { isNote, portsOfNode, sizeOf } from './card-box.ts'
import { CARD, outputMiddle, rowMiddle } from './geometry.ts'

/** A node as React Flow has it: where it stands; its card looks up everything else. */
export type CardNode = FlowNode<{ instance: Instance }>

interface Drawn {
  readonly shape: string
  readonly selected: boolean
  readonly x: number
  readonly y: number
  readonly node: CardNode
}
const DRAWN = new WeakMap<Instance, Drawn>()

/**
 * A document's nodes for React Flow, with size and handles declared so that nothing is measured. A node that is as it was is the
 * same object. `moved`: positions during a drag.
 */
export function flowNodes(
  document: Document,
  selection: ReadonlySet<string>,
  moved: ReadonlyMap<string, { x: number; y: number }>,
): CardNode[] {
  return document.nodes.map((instance) => {
    const selected = selection.has(instance.id)
    const { x, y } = moved.get(instance.id) ?? instance.position
    const size = sizeOf(document, instance)
    const { inputs, outputs } = isNote(instance) ? { inputs: [], outputs: [] } : portsOfNode(document, instance)
    const shape = `${size.height} ${inputs.map((port) => port.id)} ${outputs.map((port) => port.id)}`
    const before = DRAWN.get(instance)
    if (before && before.selected === selected && before.x === x && before.y === y && before.shape === shape)
      return before.node
    const node: CardNode = {
      id: instance.id,
      type: isNote(instance) ? 'note' : 'card',
      position: { x, y },
      data: { instance },
      selected,
      ...size,
      measured: size,
      handles: [
        ...inputs.map((port, row) => handle('target', port.id, Position.Left, 0, rowMiddle(row))),
        ...outputs.map((port, row) =>
          handle('source', port.id, Position.Right, CARD.width, outputMiddle(row, outputs.length)),
        ),
      ],
    }
    DRAWN.set(instance, { shape, selected, x, y, node })
    return node
  })
}

function handle(type: 'source' | 'target', id: string, position: Position, x: number, y: number): NodeHandle {
  const half = CARD.handle / 2
  return { id, type, position, x: x - half, y: y - half, width: CARD.handle, height: CARD.handle }
}

const WIRES = new WeakMap<Edge, { selected: boolean; type: string; wire: FlowEdge }>()

export function flowEdges(document: Document, selected: ReadonlySet<string>): FlowEdge[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  return document.edges.flatMap((edge) => {
    const source = nodes.get(edge.from.node)
    if (!source || !nodes.has(edge.to.node)) return []
    const definition = registry.get(source.type)
    const spec = definition && outputPort(definition, source, edge.from.port)
    const type = typeof spec?.type === 'string' ? spec.type : 'any'
    const isSelected = selected.has(edge.id)
    const before = WIRES.get(edge)
    if (before && before.selected === isSelected && before.type === type) return [before.wire]
    const wire: FlowEdge = {
      id: edge.id,
      source: edge.from.node,
      sourceHandle: edge.from.port,
      target: edge.to.node,
      targetHandle: edge.to.port,
      selected: isSelected,
      className: `wire wire-${type}`,
      ariaLabel: `Wire from ${source.title} to ${nodes.get(edge.to.node)?.title ?? edge.to.node}`,
      interactionWidth: 16,
    }
    WIRES.set(edge, { selected: isSelected, type, wire })
    return [wire]
  })
}
