import { type Edge as FlowEdge, type Node as FlowNode, type NodeHandle, Position } from '@xyflow/react'
import { registry } from '#nodes/index.ts'
import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import { type Group, groupsOf } from '#shared/graph/groups.ts'
import { outputPort } from '#shared/node/ports-of.ts'
import { canvas } from '../strings/canvas.ts'
import { isNote, layoutOf, type PortSpot } from './card-box.ts'
import type { Moved } from './drag.ts'
import { CARD } from './geometry.ts'
import { groupNodeId } from './groups.ts'

/** A node as React Flow has it: where it stands; its card looks up everything else. */
export type CardNode = FlowNode<{ instance: Instance }, 'card' | 'note'>
export type GroupNode = FlowNode<{ group: Group }, 'frame'>
export type CanvasNode = CardNode | GroupNode

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
export function flowNodes(document: Document, selection: ReadonlySet<string>, moved: Moved | null): CardNode[] {
  return document.nodes.map((instance) => {
    const selected = selection.has(instance.id)
    const { x, y } = moved?.nodes.get(instance.id) ?? instance.position
    const { size, spots, shape } = layoutOf(document, instance)
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
      handles: spots.map(handle),
    }
    DRAWN.set(instance, { shape, selected, x, y, node })
    return node
  })
}

function handle({ side, id, x, y }: PortSpot): NodeHandle {
  const half = CARD.handle / 2
  const [type, position] =
    side === 'input' ? (['target', Position.Left] as const) : (['source', Position.Right] as const)
  return { id, type, position, x: x - half, y: y - half, width: CARD.handle, height: CARD.handle }
}

/** A document's groups for React Flow, behind everything and only to be taken by their title. */
export function flowGroups(document: Document, selected: ReadonlySet<string>, moved: Moved | null): GroupNode[] {
  return groupsOf(document).map((group) => {
    const { x, y, width, height } = moved?.groups.get(group.id) ?? group
    const isSelected = selected.has(group.id)
    return {
      id: groupNodeId(group.id),
      type: 'frame',
      position: { x, y },
      data: { group },
      selected: isSelected,
      ...{ width, height, measured: { width, height } },
      // What is selected is raised by a thousand; a group stays behind its nodes.
      zIndex: isSelected ? -1001 : -1,
      style: { pointerEvents: 'none' },
      dragHandle: '.group-head',
      focusable: false,
      connectable: false,
    }
  })
}

/** A wire as React Flow has it, with the dots it goes through. */
export type WireEdge = FlowEdge<{ edge: Edge; via: Via }, 'wire'>
type Via = NonNullable<Edge['via']>

const STRAIGHT: Via = []
const WIRES = new WeakMap<Edge, { selected: boolean; type: string; via: Via; wire: WireEdge }>()

export function flowEdges(document: Document, selected: ReadonlySet<string>, moved: Moved | null): WireEdge[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  return document.edges.flatMap((edge) => {
    const source = nodes.get(edge.from.node)
    const target = nodes.get(edge.to.node)
    if (!source || !target) return []
    const definition = registry.get(source.type)
    const spec = definition && outputPort(definition, source, edge.from.port)
    const type = typeof spec?.type === 'string' ? spec.type : 'any'
    const isSelected = selected.has(edge.id)
    const via = moved?.via.get(edge.id) ?? edge.via ?? STRAIGHT
    const before = WIRES.get(edge)
    if (before && before.selected === isSelected && before.type === type && before.via === via) return [before.wire]
    const wire: WireEdge = {
      id: edge.id,
      type: 'wire',
      source: edge.from.node,
      sourceHandle: edge.from.port,
      target: edge.to.node,
      targetHandle: edge.to.port,
      selected: isSelected,
      data: { edge, via },
      className: `wire wire-${type}`,
      // No group: that is what a card is.
      ariaRole: 'graphics-object',
      ariaLabel: canvas.wire(source.title || source.id, target.title || target.id),
      interactionWidth: 16,
    }
    WIRES.set(edge, { selected: isSelected, type, via, wire })
    return [wire]
  })
}
