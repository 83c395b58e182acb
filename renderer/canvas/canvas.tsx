import {
  Background,
  BackgroundVariant,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useColumns } from '../store/columns-store.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { useModels } from '../store/models-store.ts'
import { useSession } from '../store/session.ts'
import { select, useUi } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import { s } from '../strings.ts'
import type { Point } from './box.ts'
import { CanvasMenu } from './canvas-menu.tsx'
import { useCanvas } from './canvas-store.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { FindBar } from './find-bar.tsx'
import { type CanvasNode, flowEdges, flowGroups, flowNodes, type WireEdge } from './flow.ts'
import { GroupFrame } from './group-frame.tsx'
import { firstView, keepView, type View } from './kept-view.ts'
import { NodeCard } from './node-card.tsx'
import { NoteCard } from './note-card.tsx'
import { Guides, Stroke } from './overlays.tsx'
import { useCut } from './use-cut.ts'
import { useDrop } from './use-drop.ts'
import { useMoves } from './use-moves.ts'
import { useView } from './use-view.ts'
import { useWiring } from './use-wiring.ts'
import { WireLine } from './wire-edge.tsx'

const NODE_TYPES = { card: NodeCard, note: NoteCard, frame: GroupFrame }
const EDGE_TYPES = { wire: WireLine }
const MULTI_SELECT = ['Shift', 'Meta', 'Control']
/** The middle button pans; the right one opens the menu and cuts wires. */
const PAN_BUTTONS = [1]
/** Below this zoom words on cards cannot be read: cards then show their title and picture large. */
const FAR = 0.5
/** Below this zoom a card is a spot of colour. */
const TINY = 0.15
const UNMOVED: View = { x: 0, y: 0, zoom: 1 }

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  )
}

function Flow() {
  const region = useRef<HTMLElement>(null)
  // Nothing is drawn where it would have to move from at once.
  const [opening] = useState(() => firstView(documents.document()) ?? UNMOVED)
  const pointer = useRef<Point | null>(null)
  const far = useStore((state) => state.transform[2] < FAR)
  const tiny = useStore((state) => state.transform[2] < TINY)
  useEffect(() => useCanvas.setState({ tiny }), [tiny])
  const session = useSession((state) => state.session)
  const readOnly = useSession((state) => state.readOnly)
  const empty = useDocument((document) => document.nodes.length === 0)
  const { nodes, edges } = useDrawn()
  const { onPointerDownCapture, onPointerMove, onPointerUp, onPointerCancel, isCutting } = useCut(region)
  const drop = useDrop(readOnly)
  const moves = useMoves()
  const wiring = useWiring()
  useView(region, pointer, session)

  return (
    <CanvasMenu held={isCutting}>
      <section
        ref={region}
        className="canvas"
        data-far={far}
        aria-label={s.regions.canvas}
        data-region="canvas"
        tabIndex={-1}
        onDoubleClick={(event) => {
          if (readOnly || !(event.target instanceof Element)) return
          if (!event.target.matches('.react-flow__pane, .react-flow__edge-interaction')) return
          useUi.setState({ picker: { at: { x: event.clientX, y: event.clientY }, wire: null } })
        }}
        onPointerDownCapture={onPointerDownCapture}
        onPointerMove={(event) => {
          pointer.current = { x: event.clientX, y: event.clientY }
          onPointerMove(event)
        }}
        onPointerLeave={() => {
          pointer.current = null
        }}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerCancel}
        onKeyDown={onKeyDown}
        {...drop}
      >
        <ReactFlow<CanvasNode, WireEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          {...moves}
          {...wiring}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          edgesReconnectable={!readOnly}
          onlyRenderVisibleElements
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={MULTI_SELECT}
          selectionOnDrag
          panOnDrag={PAN_BUTTONS}
          panOnScroll
          zoomOnDoubleClick={false}
          panActivationKeyCode="Space"
          selectionMode={SelectionMode.Partial}
          defaultViewport={opening}
          onMoveEnd={onMoveEnd}
          minZoom={0.1}
          maxZoom={2}
          connectionRadius={28}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dot)" />
          <Guides />
          <MiniMap
            pannable
            zoomable
            nodeColor={(node) => (node.type === 'frame' ? 'var(--accent-soft)' : 'var(--line-strong)')}
            maskColor="var(--mask)"
            ariaLabel={canvas.map}
          />
          <Controls showInteractive={false} position="bottom-left" />
        </ReactFlow>
        <Stroke region={region} />
        <FindBar />
        {empty && <EmptyCanvas readOnly={readOnly} />}
        <ConnectDialog />
      </section>
    </CanvasMenu>
  )
}

/** The document, the selection and what a gesture has moved, as React Flow draws them. */
function useDrawn() {
  const document = useDocument((current) => current)
  const models = useModels((state) => state.models)
  const columns = useColumns((state) => state.byNode)
  const moved = useCanvas((state) => state.moved)
  const selection = useUi((state) => state.selection)
  const selectedWires = useUi((state) => state.wires)
  const selectedGroups = useUi((state) => state.groups)
  // The ports of a model node hang on the catalog, those of a file on what it holds: both come after the document.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const cards = useMemo(() => flowNodes(document, selection, moved), [document, selection, moved, models, columns])
  const groups = useMemo(() => flowGroups(document, selectedGroups, moved), [document, selectedGroups, moved])
  const nodes = useMemo<CanvasNode[]>(() => (groups.length > 0 ? [...groups, ...cards] : cards), [groups, cards])
  const edges = useMemo(() => flowEdges(document, selectedWires, moved), [document, selectedWires, moved])
  return { nodes, edges }
}

function onMoveEnd(_: unknown, view: View): void {
  keepView(documents.document().id, view)
}

/** Enter and Space select the card or wire that has the focus, with Shift also; Enter on a selected note writes it. */
function onKeyDown(event: KeyboardEvent): void {
  if ((event.key !== 'Enter' && event.key !== ' ') || event.ctrlKey || event.metaKey || event.altKey) return
  if (!(event.target instanceof Element)) return
  const id = event.target.getAttribute('data-id')
  const isNode = event.target.matches('.react-flow__node')
  if (!id || !(isNode || event.target.matches('.react-flow__edge'))) return
  event.preventDefault()
  const { selection, wires } = useUi.getState()
  if (!isNode) useUi.setState({ selection: new Set(), groups: new Set(), wires: new Set([id]) })
  else if (event.shiftKey) useUi.setState({ selection: toggled(selection, id) })
  else if (event.key === 'Enter' && selection.has(id) && event.target.matches('.react-flow__node-note'))
    useCanvas.setState({ writing: { what: 'note', id } })
  else select([id])
  if (event.shiftKey && !isNode) useUi.setState({ wires: toggled(wires, id) })
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

function EmptyCanvas({ readOnly }: { readOnly: boolean }) {
  return (
    <div className="canvas-empty">
      <h2>{canvas.empty.title}</h2>
      <p>
        {canvas.empty.before} <kbd>Tab</kbd> {canvas.empty.after}
      </p>
      <button
        type="button"
        className="button primary"
        disabled={readOnly}
        onClick={() => useUi.setState({ picker: { at: null, wire: null } })}
      >
        {canvas.empty.add}
      </button>
    </div>
  )
}
