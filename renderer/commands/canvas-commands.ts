import {
  AlignHorizontalDistributeCenter,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ChevronLeft,
  ChevronRight,
  Maximize,
  Plus,
  Scan,
  TextCursorInput,
  TextSearch,
} from 'lucide-react'
import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { useCanvas } from '../canvas/canvas-store.ts'
import { sizeOf } from '../canvas/card-box.ts'
import { groupNodeId } from '../canvas/groups.ts'
import { tidyPositions } from '../canvas/tidy.ts'
import { canvasView } from '../canvas/view.ts'
import { documents } from '../store/document-store.ts'
import { select, useUi } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { edit } from './connect.ts'
import { canEdit, isOpen, selected } from './when.ts'

function tidy(): void {
  const document = documents.document()
  const { selection } = useUi.getState()
  const nodes = selection.size > 1 ? document.nodes.filter(({ id }) => selection.has(id)) : document.nodes
  if (nodes.length === 0) return
  const wired = new Set(document.edges.flatMap((edge) => [edge.from.node, edge.to.node]))
  // Notes have no wires: they stay where a person put them.
  const boxes = nodes
    .filter((node) => selection.size > 1 || wired.has(node.id))
    .map((node) => ({ id: node.id, ...node.position, ...sizeOf(document, node) }))
  if (boxes.length === 0) return
  edit([{ kind: 'move-nodes', positions: tidyPositions(boxes, document.edges) }])
  canvasView()?.fit(null)
}

/** The node nearest to the selected one on one side: so the keyboard walks over the canvas. */
function neighbour(document: Document, from: NodeId | null, dx: number, dy: number): NodeId | null {
  const here = document.nodes.find(({ id }) => id === from)
  if (!here) return document.nodes[0]?.id ?? null
  let best: NodeId | null = null
  let least = Number.POSITIVE_INFINITY
  for (const node of document.nodes) {
    const along = (node.position.x - here.position.x) * dx + (node.position.y - here.position.y) * dy
    const across =
      Math.abs((node.position.x - here.position.x) * dy) + Math.abs((node.position.y - here.position.y) * dx)
    if (node.id === here.id || along <= 0) continue
    const distance = along + across * 2
    if (distance >= least) continue
    least = distance
    best = node.id
  }
  return best
}

function walk(dx: number, dy: number): void {
  const [from = null] = selected()
  const to = neighbour(documents.document(), from, dx, dy)
  if (to === null) return
  select([to])
  canvasView()?.focus(to)
}

/** The next node as one reads: from left to right, those that stand one below the other from the top. */
function step(by: 1 | -1): void {
  const nodes = documents
    .document()
    .nodes.toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
  const [from] = selected()
  const at = nodes.findIndex(({ id }) => id === from)
  const to = nodes.at(at < 0 ? (by > 0 ? 0 : -1) : (at + by) % nodes.length)
  if (!to) return
  select([to.id])
  canvasView()?.focus(to.id)
}

export const canvasCommands = {
  addNode: {
    id: 'add-node',
    label: s.commands.addNode,
    icon: Plus,
    menu: 'node',
    keys: ['Tab', 'Shift+A'],

    enabled: canEdit,
    // At the place where the context menu was asked for, else beside the selected node or in the middle.
    perform: () => useUi.setState({ picker: { at: useCanvas.getState().menuAt, wire: null } }),
  },
  tidy: {
    id: 'tidy',
    label: s.commands.tidy,
    icon: AlignHorizontalDistributeCenter,
    menu: 'node',
    keys: ['L'],

    enabled: canEdit,
    perform: tidy,
  },
  fit: {
    id: 'fit',
    label: s.commands.fit,
    icon: Maximize,
    menu: 'view',
    keys: ['Home'],

    enabled: isOpen,
    perform: () => canvasView()?.fit(null),
  },
  fitSelection: {
    id: 'fit-selection',
    label: s.commands.fitSelection,
    icon: Scan,
    menu: 'view',
    keys: ['F', '.'],

    enabled: () => isOpen() && selected().size + useUi.getState().groups.size > 0,
    perform: () => canvasView()?.fit([...selected(), ...[...useUi.getState().groups].map(groupNodeId)]),
  },
  goRight: {
    id: 'go-right',
    label: s.commands.goRight,
    icon: ArrowRight,
    menu: 'view',
    keys: ['Alt+ArrowRight'],

    enabled: isOpen,
    perform: () => walk(1, 0),
  },
  goLeft: {
    id: 'go-left',
    label: s.commands.goLeft,
    icon: ArrowLeft,
    menu: 'view',
    keys: ['Alt+ArrowLeft'],

    enabled: isOpen,
    perform: () => walk(-1, 0),
  },
  goUp: {
    id: 'go-up',
    label: s.commands.goUp,
    icon: ArrowUp,
    menu: 'view',
    keys: ['Alt+ArrowUp'],

    enabled: isOpen,
    perform: () => walk(0, -1),
  },
  goDown: {
    id: 'go-down',
    label: s.commands.goDown,
    icon: ArrowDown,
    menu: 'view',
    keys: ['Alt+ArrowDown'],

    enabled: isOpen,
    perform: () => walk(0, 1),
  },
  next: {
    ...{ id: 'next-node', label: canvas.commands.next, icon: ChevronRight, menu: 'view', keys: [']'] },
    enabled: isOpen,
    perform: () => step(1),
  },
  previous: {
    ...{ id: 'previous-node', label: canvas.commands.previous, icon: ChevronLeft, menu: 'view', keys: ['['] },
    enabled: isOpen,
    perform: () => step(-1),
  },
  find: {
    ...{ id: 'find', label: canvas.commands.find, icon: TextSearch, menu: 'edit', keys: ['Mod+F'] },
    inFields: true,
    enabled: isOpen,
    perform: () => useCanvas.setState({ finding: true }),
  },
  rename: {
    ...{ id: 'rename', label: canvas.commands.rename, icon: TextCursorInput, menu: 'node', keys: ['F2'] },
    enabled: () => canEdit() && selected().size + useUi.getState().groups.size === 1,
    perform: () => {
      const [node] = selected()
      const [group] = useUi.getState().groups
      if (node !== undefined) useCanvas.setState({ writing: { what: 'title', id: node } })
      else if (group !== undefined) useCanvas.setState({ writing: { what: 'group', id: group } })
    },
  },
} as const satisfies Record<string, Command>
