import {
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type EdgeChange,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  type OnConnectStart,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { registry } from '#nodes/index.ts'
import { graphOf, outputType } from '#shared/graph/topology.ts'
import { inputPort } from '#shared/node/ports-of.ts'
import { upload } from '../api.ts'
import { drawWire, edit, placeNode } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { useModels } from '../store/models-store.ts'
import { ask, useSession } from '../store/session.ts'
import { type PickerRequest, useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import { type CardNode, flowEdges, flowNodes } from './flow.ts'
import { bestPort, portTest, wireEdits } from './legal-ports.ts'
import { NodeCard } from './node-card.tsx'
import { NoteCard } from './note-card.tsx'
import { setCanvasView } from './view.ts'
import { useWire } from './wire-store.ts'

const NODE_TYPES = { card: NodeCard, note: NoteCard }
const FIT = { padding: 0.12, maxZoom: 1 }
/** Below this zoom words on cards cannot be read: cards then show their title and picture large. */
const FAR = 0.5
/** What the library puts on a drag. */
export const DRAG_TYPE = 'application/x-reelay-node'

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  )
}

function Flow() {
  const flow = useReactFlow()
  const far = useStore((state) => state.transform[2] < FAR)
  const region = useRef<HTMLElement>(null)
  const document = useDocument((current) => current)
  const session = useSession((state) => state.session)
  const readOnly = useSession((state) => state.readOnly)
  const models = useModels((state) => state.models)
  const { selection, wires } = useUi()
  const [moved, setMoved] = useState<ReadonlyMap<string, { x: number; y: number }>>(new Map())
  // The ports of a model node hang on the catalog, which comes after the document.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const nodes = useMemo(() => flowNodes(document, selection, moved), [document, selection, moved, models])
  const edges = useMemo(() => flowEdges(document, wires), [document, wires])

  useEffect(() => {
    setCanvasView({
      fit: (ids) => void flow.fitView({ ...FIT, ...(ids && { nodes: ids.map((id) => ({ id })) }), ...duration() }),
      toDocument: (point) => flow.screenToFlowPosition(point, { snapToGrid: false }),
      middle: () => {
        const box = region.current?.getBoundingClientRect() ?? new DOMRect()
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
      },
      focus: (id) => {
        const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`
        const focus = () => {
          const card = region.current?.querySelector<HTMLElement>(selector)
          card?.focus({ preventScroll: true })
          return card
        }
        const seen = region.current?.getBoundingClientRect()
        const box = focus()?.getBoundingClientRect()
        const inside =
          seen &&
          box &&
          box.left >= seen.left &&
          box.right <= seen.right &&
          box.top >= seen.top &&
          box.bottom <= seen.bottom
        if (!inside)
          void flow
            .fitView({ nodes: [{ id }], maxZoom: flow.getZoom(), minZoom: flow.getZoom(), ...duration() })
            .then(focus)
      },
    })
    return () => setCanvasView(null)
  }, [flow])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is shown whole when it is opened
  useEffect(() => {
    const frame = requestAnimationFrame(() => void flow.fitView(FIT))
    return () => cancelAnimationFrame(frame)
  }, [flow, session])

  const onNodesChange = useCallback((changes: NodeChange<CardNode>[]) => {
    const selected = new Set(useUi.getState().selection)
    const positions = new Map<string, { x: number; y: number }>()
    let selects = false
    let ends = false
    for (const change of changes) {
      if (change.type === 'select') {
        selects = true
        if (change.selected) selected.add(change.id)
        else selected.delete(change.id)
      } else if (change.type === 'position' && change.position) {
        positions.set(change.id, change.position)
        ends ||= change.dragging !== true
      }
    }
    if (selects) useUi.setState({ selection: selected })
    if (positions.size === 0) return
    if (!ends) {
      setMoved(positions)
      return
    }
    setMoved(new Map())
    if (useSession.getState().readOnly) return
    const whole = Array.from(positions, ([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }] as const)
    edit([{ kind: 'move-nodes', positions: Object.fromEntries(whole) }])
  }, [])
  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
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
    useWire.setState({ wire, test: portTest(documents.document(), registry, wire) })
  }, [])
  const onConnectEnd = useCallback((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    const { wire, test } = useWire.getState()
    useWire.setState({ wire: null, test: null })
    if (!wire || !test || state.isValid) return
    const point = 'changedTouches' in event ? event.changedTouches[0] : event
    if (!point) return
    const here = { node: wire.node, port: wire.port }
    if (state.toHandle?.id) {
      const there = { node: state.toHandle.nodeId, port: state.toHandle.id }
      const drawn =
        wire.side === 'output'
          ? wireEdits(documents.document(), registry, here, there, 'e')
          : wireEdits(documents.document(), registry, there, here, 'e')
      const sides = (state.toHandle.type === 'target') !== (wire.side === 'output')
      say.refused('problem' in drawn && !sides ? drawn.problem : 'A wire goes from an output to an input.')
      return
    }
    const over = globalThis.document
      .elementFromPoint(point.clientX, point.clientY)
      ?.closest<HTMLElement>('.react-flow__node')
    const target = over?.dataset.id ? nodeOf(documents.document(), over.dataset.id) : undefined
    if (target) {
      const port = bestPort(documents.document(), registry, target, test, wire.side)
      if (port === null) say.refused(`${target.title || target.id} has no port that this wire fits.`)
      else if (wire.side === 'output') drawWire(here, { node: target.id, port })
      else drawWire({ node: target.id, port }, here)
      return
    }
    useUi.setState({ picker: { at: { x: point.clientX, y: point.clientY }, wire: { ...wire, type: wireType(wire) } } })
  }, [])
  const onConnect = useCallback(({ source, sourceHandle, target, targetHandle }: Connection) => {
    if (sourceHandle && targetHandle)
      drawWire({ node: source, port: sourceHandle }, { node: target, port: targetHandle })
  }, [])
  const isValid = useCallback(
    (
      connection:
        | Connection
        | { source: string; target: string; sourceHandle?: string | null; targetHandle?: string | null },
    ) => {
      const { wire, test } = useWire.getState()
      if (!wire || !test) return false
      const [node, port] =
        wire.side === 'output'
          ? [connection.target, connection.targetHandle]
          : [connection.source, connection.sourceHandle]
      const instance = nodeOf(documents.document(), node)
      return instance !== undefined && typeof port === 'string' && test(instance, port)
    },
    [],
  )

  return (
    <section
      ref={region}
      className="canvas"
      data-far={far}
      aria-label={s.regions.canvas}
      data-region
      tabIndex={-1}
      onDoubleClick={(event) => {
        if (readOnly || !(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane'))
          return
        useUi.setState({ picker: { at: { x: event.clientX, y: event.clientY }, wire: null } })
      }}
      onDragOver={(event) => {
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={(event) => {
        event.preventDefault()
        if (!readOnly) void drop(event.dataTransfer, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
      }}
    >
      <ReactFlow<CardNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectStart={onConnectStart}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValid}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        onlyRenderVisibleElements
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionOnDrag
        panOnDrag={[1]}
        panOnScroll
        zoomOnDoubleClick={false}
        panActivationKeyCode="Space"
        selectionMode={SelectionMode.Partial}
        minZoom={0.1}
        maxZoom={2}
        connectionRadius={28}
        proOptions={{ hideAttribution: false }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dot)" />
        <MiniMap
          pannable
          zoomable
          nodeColor="var(--line-strong)"
          maskColor="var(--mask)"
          ariaLabel="Map of the canvas"
        />
        <Controls showInteractive={false} position="bottom-left" />
      </ReactFlow>
      {document.nodes.length === 0 && (
        <div className="canvas-empty">
          <h2>An empty pipeline</h2>
          <p>
            Press <kbd>Tab</kbd> or double-click to search for a node, or drag one from the library. Drop images, clips
            and sounds right here.
          </p>
          <button
            type="button"
            className="button primary"
            onClick={() => useUi.setState({ picker: { at: null, wire: null } })}
          >
            Add the first node
          </button>
        </div>
      )}
    </section>
  )
}

function duration() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? {} : { duration: 180 }
}

/** The type of what a wire carries, or of what it must bring. */
function wireType(wire: NonNullable<PickerRequest['wire']> | { node: string; port: string; side: 'output' | 'input' }) {
  const document = documents.document()
  if (wire.side === 'output') return outputType(graphOf(document, registry).nodes, wire.node, wire.port)
  const node = nodeOf(document, wire.node)
  const definition = node && registry.get(node.type)
  const input = definition && inputPort(definition, node, wire.port)
  return input ? (input.kind === 'port' ? input.spec.type : input.type) : null
}

/** Something was dropped: a node of the library, or files, each of which becomes a node that holds it. */
async function drop(data: DataTransfer, at: { x: number; y: number }): Promise<void> {
  const [type = '', preset = ''] = data.getData(DRAG_TYPE).split(' ')
  const definition = registry.get(type)
  if (definition) {
    placeNode(definition, definition.presets?.find(({ id }) => id === preset) ?? null, at, null)
    return
  }
  const address = useSession.getState().info?.upload
  let y = at.y
  for (const file of [...data.files]) {
    const kind = /^(image|video|audio)\//.exec(file.type)?.[1]
    const isTable = file.name.toLowerCase().endsWith('.csv')
    const holder = registry.get(isTable ? 'table' : 'file')
    if (!address || !holder || !(kind || isTable)) {
      say.error(`${file.name} is no image, clip, sound or CSV table.`)
      continue
    }
    const path = await ask(() => upload(address, file))
    if (path === null) continue
    const title = file.name.replace(/\.[^.]+$/, '')
    const params = isTable ? { file: path } : { kind: kind ?? 'image', path }
    placeNode(holder, { id: holder.type, title, params }, { x: at.x, y }, null)
    y += 200
  }
}
