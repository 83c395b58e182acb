import {
  ArrowDownToLine,
  ArrowUpToLine,
  CircleSlash,
  ClipboardPaste,
  Copy,
  CopyPlus,
  MousePointerClick,
  Redo2,
  Scissors,
  Trash2,
  Undo2,
} from 'lucide-react'
import type { Edge } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import { copyPiece, type Piece, pasteEdits } from '../canvas/clipboard.ts'
import { canvasView } from '../canvas/view.ts'
import { documents } from '../store/document-store.ts'
import { select, useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { edit } from './connect.ts'
import { canEdit, canEditSelection, hasSelection, isOpen, selected } from './when.ts'

/** The nodes last copied in this window; the system's clipboard has them too, as text. */
let copied: Piece | null = null

function copy(): void {
  copied = copyPiece(documents.document(), selected())
  if (copied) void navigator.clipboard?.writeText(JSON.stringify(copied)).catch(() => undefined)
}

/** Places nodes that were copied; `at`: a point of the screen. */
export function paste(piece: Piece, at: { x: number; y: number } | null): void {
  const view = canvasView()
  const { edits, nodes } = pasteEdits(documents.document(), piece, at && view ? view.toDocument(at) : null)
  edit(edits)
  select(nodes)
}

function removeSelection(): void {
  const { selection, wires } = useUi.getState()
  const document = documents.document()
  const ends = (edge: Edge) => selection.has(edge.from.node) || selection.has(edge.to.node)
  edit([
    ...document.edges
      .filter((edge) => wires.has(edge.id) && !ends(edge))
      .map((edge): Edit => ({ kind: 'disconnect', edge: edge.id })),
    ...document.nodes
      .filter((node) => selection.has(node.id))
      .map((node): Edit => ({ kind: 'remove-node', node: node.id })),
  ])
  select([])
}

function bypassSelection(): void {
  const nodes = documents.document().nodes.filter((node) => selected().has(node.id))
  const bypass = nodes.some((node) => !node.bypass)
  edit(nodes.map((node): Edit => ({ kind: 'set-bypass', node: node.id, bypass })))
}

function selectAlong(from: 'from' | 'to', to: 'from' | 'to'): void {
  const { edges } = documents.document()
  const found = new Set(selected())
  for (let grown = true; grown; ) {
    grown = false
    for (const edge of edges) {
      if (!found.has(edge[from].node) || found.has(edge[to].node)) continue
      found.add(edge[to].node)
      grown = true
    }
  }
  select(found)
}

export const editCommands = {
  undo: {
    id: 'undo',
    label: s.commands.undo,
    icon: Undo2,
    menu: 'edit',
    keys: ['Mod+Z'],
    inFields: true,
    enabled: () => {
      const { past, mark } = documents.store.getState().history
      return canEdit() && (past.length > 0 || mark !== null)
    },
    perform: documents.undo,
  },
  redo: {
    id: 'redo',
    label: s.commands.redo,
    icon: Redo2,
    menu: 'edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    inFields: true,
    enabled: () => canEdit() && documents.store.getState().history.future.length > 0,
    perform: documents.redo,
  },
  cut: {
    id: 'cut',
    label: s.commands.cut,
    icon: Scissors,
    menu: 'edit',
    keys: ['Mod+X'],

    enabled: canEditSelection,
    perform: () => {
      copy()
      removeSelection()
    },
  },
  copy: {
    id: 'copy',
    label: s.commands.copy,
    icon: Copy,
    menu: 'edit',
    keys: ['Mod+C'],

    enabled: hasSelection,
    perform: copy,
  },
  paste: {
    id: 'paste',
    label: s.commands.paste,
    icon: ClipboardPaste,
    menu: 'edit',
    keys: ['Mod+V'],

    enabled: () => canEdit() && copied !== null,
    perform: () => {
      if (copied) paste(copied, null)
    },
  },
  duplicate: {
    id: 'duplicate',
    label: s.commands.duplicate,
    icon: CopyPlus,
    menu: 'edit',
    keys: ['Mod+D'],

    enabled: canEditSelection,
    perform: () => {
      const piece = copyPiece(documents.document(), selected())
      if (piece) paste(piece, null)
    },
  },
  remove: {
    id: 'remove',
    label: s.commands.remove,
    icon: Trash2,
    menu: 'edit',
    keys: ['Delete', 'Backspace'],

    enabled: () => canEdit() && (selected().size > 0 || useUi.getState().wires.size > 0),
    perform: removeSelection,
  },
  selectAll: {
    id: 'select-all',
    label: s.commands.selectAll,
    icon: MousePointerClick,
    menu: 'edit',
    keys: ['Mod+A'],

    enabled: isOpen,
    perform: () => select(documents.document().nodes.map(({ id }) => id)),
  },
  selectUp: {
    id: 'select-up',
    label: s.commands.selectUp,
    icon: ArrowUpToLine,
    menu: 'edit',
    keys: ['Shift+U'],

    enabled: hasSelection,
    perform: () => selectAlong('to', 'from'),
  },
  selectDown: {
    id: 'select-down',
    label: s.commands.selectDown,
    icon: ArrowDownToLine,
    menu: 'edit',
    keys: ['Shift+D'],

    enabled: hasSelection,
    perform: () => selectAlong('from', 'to'),
  },
  bypass: {
    id: 'bypass',
    label: s.commands.bypass,
    icon: CircleSlash,
    menu: 'node',
    keys: ['B', 'D'],

    enabled: canEditSelection,
    perform: bypassSelection,
  },
} as const satisfies Record<string, Command>
