import { type NodeChange, useReactFlow } from '@xyflow/react'
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useRef } from 'react'
import { groupsOf } from '#shared/graph/groups.ts'
import { edit } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { setting } from '../store/settings-store.ts'
import { select, useUi } from '../store/ui-store.ts'
import { encloses, type Point } from './box.ts'
import { endGesture, useCanvas } from './canvas-store.ts'
import { type Drag, type DragStep, startDrag } from './drag.ts'
import type { CanvasNode } from './flow.ts'
import { groupIdOf } from './groups.ts'

/** Pixels on the screen within which a dragged card stands in line with others. */
const REACH = 6

type DragEvent = globalThis.MouseEvent | TouchEvent

interface UnderWay {
  readonly drag: Drag
  readonly lead: { readonly id: string; readonly position: Point }
  step: DragStep | null
}

/** Selecting and dragging of nodes and groups. A drag is one step of undo; Escape gives it up. */
export function useMoves() {
  const flow = useReactFlow()
  const underWay = useRef<UnderWay | null>(null)
  const pressedAt = useRef<Point | null>(null)
  const boxFrom = useRef<Point | null>(null)

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    const { selection, groups } = useUi.getState()
    const nodes = new Set(selection)
    const frames = new Set(groups)
    let changed = false
    for (const change of changes) {
      if (change.type !== 'select') continue
      const group = groupIdOf(change.id)
      // A selection box takes the groups that it holds whole, when it is done: it may be drawn inside of one.
      if (group !== null && change.selected && boxFrom.current) continue
      const set = group === null ? nodes : frames
      changed = true
      if (change.selected) set.add(group ?? change.id)
      else set.delete(group ?? change.id)
    }
    if (changed) useUi.setState({ selection: nodes, groups: frames })
  }, [])

  const begin = useCallback((nodes: readonly CanvasNode[]) => {
    const [lead] = nodes
    if (!lead) return
    const groups = nodes.flatMap(({ id }) => groupIdOf(id) ?? [])
    const ids = nodes.filter(({ id }) => groupIdOf(id) === null).map(({ id }) => id)
    underWay.current = {
      drag: startDrag(documents.document(), ids, groups),
      lead: { id: lead.id, position: lead.position },
      step: null,
    }
  }, [])
  const move = useCallback(
    (event: DragEvent, nodes: readonly CanvasNode[]) => {
      const now = underWay.current
      const lead = nodes.find(({ id }) => id === now?.lead.id)
      if (!now || !lead) return
      const shift = { x: lead.position.x - now.lead.position.x, y: lead.position.y - now.lead.position.y }
      const grid = setting('snap') !== (event.ctrlKey || event.metaKey)
      now.step = now.drag.at(shift, grid ? { to: 'grid' } : { to: 'others', reach: REACH / flow.getZoom() })
      const { moved, guides, wire } = now.step
      useCanvas.setState({ moved, guides, litWire: wire?.edge.id ?? null })
    },
    [flow],
  )
  const end = useCallback(() => {
    const now = underWay.current
    underWay.current = null
    endGesture()
    if (now?.step) edit(now.drag.edits(now.step))
  }, [])

  useEffect(() => documents.store.subscribe(forgetGone), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !underWay.current) return
      event.preventDefault()
      underWay.current = null
      endGesture()
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [])

  /** A box is begun by its first move, but from where the button went down. */
  const onPointerDownCapture = useCallback(
    (event: PointerEvent) => {
      pressedAt.current = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
    },
    [flow],
  )
  const onSelectionStart = useCallback(() => {
    boxFrom.current = pressedAt.current
  }, [])
  const onSelectionEnd = useCallback(
    (event: MouseEvent) => {
      const from = boxFrom.current
      boxFrom.current = null
      if (!from) return
      const to = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
      const box = {
        ...{ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
        ...{ width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) },
      }
      const held = groupsOf(documents.document()).filter((group) => encloses(box, group))
      if (held.length === 0) return
      useUi.setState(({ groups }) => ({ groups: new Set([...groups, ...held.map(({ id }) => id)]) }))
    },
    [flow],
  )

  return {
    onNodesChange,
    onNodeClick: useCallback(selectAlone, []),
    onPointerDownCapture,
    onNodeDragStart: useCallback((_: DragEvent, __: CanvasNode, nodes: CanvasNode[]) => begin(nodes), [begin]),
    onNodeDrag: useCallback((event: DragEvent, _: CanvasNode, nodes: CanvasNode[]) => move(event, nodes), [move]),
    onNodeDragStop: end,
    onSelectionDragStart: useCallback((_: MouseEvent, nodes: CanvasNode[]) => begin(nodes), [begin]),
    onSelectionDrag: useCallback((event: MouseEvent, nodes: CanvasNode[]) => move(event.nativeEvent, nodes), [move]),
    onSelectionDragStop: end,
    onSelectionStart,
    onSelectionEnd,
  }
}

/** A click on one of several that are selected leaves that one; React Flow keeps them all, since a drag begins like this too. */
function selectAlone(event: MouseEvent, { id }: CanvasNode): void {
  if (event.shiftKey || event.ctrlKey || event.metaKey) return
  const { selection, groups, wires } = useUi.getState()
  const group = groupIdOf(id)
  const isSelected = group === null ? selection.has(id) : groups.has(group)
  if (!isSelected || selection.size + groups.size + wires.size === 1) return
  if (group === null) select([id])
  else useUi.setState({ selection: new Set(), groups: new Set([group]), wires: new Set() })
}

/** What is not in the document any more is not selected either: undo takes nodes away too. */
function forgetGone(): void {
  const document = documents.document()
  const { selection, groups, wires } = useUi.getState()
  const kept = {
    selection: [...selection].filter((id) => nodeOf(document, id)),
    groups: [...groups].filter((id) => groupsOf(document).some((group) => group.id === id)),
    wires: [...wires].filter((id) => document.edges.some((edge) => edge.id === id)),
  }
  if (kept.selection.length + kept.groups.length + kept.wires.length === selection.size + groups.size + wires.size)
    return
  useUi.setState({ selection: new Set(kept.selection), groups: new Set(kept.groups), wires: new Set(kept.wires) })
}
