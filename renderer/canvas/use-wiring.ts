import type { Connection, EdgeChange, FinalConnectionState, Edge as FlowEdge, OnConnectStart } from '@xyflow/react'
import { type MouseEvent, useCallback, useRef } from 'react'
import { registry } from '#nodes/index.ts'
import type { Document, Edge } from '#shared/graph/document.ts'
import { graphOf, outputType } from '#shared/graph/topology.ts'
import { inputPort } from '#shared/node/ports-of.ts'
import { drawWire, edit } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import type { WireEdge } from './flow.ts'
import { bestPort, portTest, type WireStart, wireEdits } from './legal-ports.ts'
import { moveWire } from './move-wire.ts'
import { canvasView } from './view.ts'
import { useWire } from './wire-store.ts'
import { addDot } from './wires.ts'

/** Drawing of wires, and taking them off by their ends. */
export function useWiring() {
  /** The wire whose end is being dragged, and whether it has found a port. */
  const taken = useRef<{ readonly edge: Edge; landed: boolean } | null>(null)

  const onEdgesChange = useCallback((changes: EdgeChange<WireEdge>[]) => {
    const selected = new Set(useUi.getState().wires)
    for (const change of changes) {
      if (change.type !== 'select') continue
      if (change.selected) selected.add(change.id)
      else selected.delete(change.id)
    }
    useUi.setState({ wires: selected })
  }, [])

  const onConnectStart = useCallback<OnConnectStart>((_, { nodeId, handleId, handleType }) => {
    if (!nodeId || !handleId || !handleType) return
    const wire = { node: nodeId, port: handleId, side: handleType === 'source' ? 'output' : 'input' } as const
    useWire.setState({ wire, test: portTest(without(taken.current?.edge), registry, wire) })
  }, [])
  const onConnect = useCallback(({ source, sourceHandle, target, targetHandle }: Connection) => {
    if (sourceHandle && targetHandle)
      drawWire({ node: source, port: sourceHandle }, { node: target, port: targetHandle })
  }, [])
  const onConnectEnd = useCallback((event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (taken.current) return
    const { wire, test } = useWire.getState()
    useWire.setState({ wire: null, test: null })
    const point = pointOf(event)
    if (!wire || !test || state.isValid || !point) return
    const problem = refusal(wire, state, documents.document())
    if (problem) {
      say.refused(problem)
      return
    }
    const found = portUnder(point, wire, documents.document())
    const here = { node: wire.node, port: wire.port }
    if (found === null) {
      useUi.setState({ picker: { at: point, wire: { ...wire, type: wireType(wire) } } })
    } else if ('problem' in found) say.refused(found.problem)
    else if (wire.side === 'output') drawWire(here, found)
    else drawWire(found, here)
  }, [])

  const onReconnectStart = useCallback((_: MouseEvent, { id }: WireEdge) => {
    const edge = documents.document().edges.find((each) => each.id === id)
    taken.current = edge ? { edge, landed: false } : null
  }, [])
  const onReconnect = useCallback((_: WireEdge, { source, sourceHandle, target, targetHandle }: Connection) => {
    const now = taken.current
    if (!now || !sourceHandle || !targetHandle) return
    now.landed = true
    takeTo(now.edge, { node: source, port: sourceHandle }, { node: target, port: targetHandle })
  }, [])
  const onReconnectEnd = useCallback(
    (event: globalThis.MouseEvent | TouchEvent, _: FlowEdge, __: unknown, state: FinalConnectionState) => {
      const now = taken.current
      const { wire } = useWire.getState()
      taken.current = null
      useWire.setState({ wire: null, test: null })
      const point = pointOf(event)
      if (!now || now.landed || !wire || !point) return
      const rest = without(now.edge)
      const problem = refusal(wire, state, rest)
      const found = portUnder(point, wire, rest)
      const here = { node: wire.node, port: wire.port }
      if (problem) say.refused(problem)
      else if (found === null) edit([{ kind: 'disconnect', edge: now.edge.id }])
      else if ('problem' in found) say.refused(found.problem)
      else if (wire.side === 'output') takeTo(now.edge, here, found)
      else takeTo(now.edge, found, here)
    },
    [],
  )

  const isValidConnection = useCallback(
    (to: Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null; targetHandle?: string | null }) => {
      const { wire, test } = useWire.getState()
      if (!wire || !test) return false
      const [node, port] = wire.side === 'output' ? [to.target, to.targetHandle] : [to.source, to.sourceHandle]
      const instance = nodeOf(documents.document(), node)
      return instance !== undefined && typeof port === 'string' && test(instance, port)
    },
    [],
  )
  const onEdgeClick = useCallback((event: MouseEvent, { id }: WireEdge) => {
    if (!event.altKey || useSession.getState().readOnly) return
    const at = canvasView()?.toDocument({ x: event.clientX, y: event.clientY })
    const added = at && addDot(documents.document(), id, at)
    if (added) edit([added])
  }, [])

  return {
    ...{ onEdgesChange, onEdgeClick, onConnectStart, onConnect, onConnectEnd, isValidConnection },
    ...{ onReconnectStart, onReconnect, onReconnectEnd },
  }
}

function takeTo(edge: Edge, from: Edge['from'], to: Edge['to']): void {
  const moved = moveWire(documents.document(), registry, edge, from, to)
  if ('problem' in moved) say.refused(moved.problem)
  else edit(moved.edits)
}

function without(edge: Edge | undefined): Document {
  const document = documents.document()
  return edge ? { ...document, edges: document.edges.filter(({ id }) => id !== edge.id) } : document
}

function pointOf(event: globalThis.MouseEvent | TouchEvent): { x: number; y: number } | null {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  return point ? { x: point.clientX, y: point.clientY } : null
}

/** Why the port that a wire was dropped on does not take it; null where it was dropped on none. */
function refusal(wire: WireStart, state: FinalConnectionState, document: Document): string | null {
  if (state.isValid || !state.toHandle?.id) return null
  const here = { node: wire.node, port: wire.port }
  const there = { node: state.toHandle.nodeId, port: state.toHandle.id }
  if ((state.toHandle.type === 'target') !== (wire.side === 'output')) return canvas.refused.sides
  const [from, to] = wire.side === 'output' ? [here, there] : [there, here]
  const drawn = wireEdits(document, registry, from, to, 'e')
  return 'problem' in drawn ? drawn.problem : canvas.refused.sides
}

/** The best port of the card under a point, why it has none, or null where there is no card. */
function portUnder(
  point: { x: number; y: number },
  wire: WireStart,
  document: Document,
): { readonly node: string; readonly port: string } | { readonly problem: string } | null {
  const over = globalThis.document.elementFromPoint(point.x, point.y)?.closest<HTMLElement>('.react-flow__node')
  const target = over?.dataset.id ? nodeOf(document, over.dataset.id) : undefined
  const { test } = useWire.getState()
  if (!target || !test) return null
  const port = bestPort(document, registry, target, test, wire.side)
  return port === null ? { problem: canvas.refused.noPort(target.title || target.id) } : { node: target.id, port }
}

/** The type of what a wire carries, or of what it must bring. */
function wireType(wire: WireStart) {
  const document = documents.document()
  if (wire.side === 'output') return outputType(graphOf(document, registry).nodes, wire.node, wire.port)
  const node = nodeOf(document, wire.node)
  const definition = node && registry.get(node.type)
  const input = definition && inputPort(definition, node, wire.port)
  return input ? (input.kind === 'port' ? input.spec.type : input.type) : null
}
