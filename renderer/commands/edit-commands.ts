import {
  ArrowDownToLine,
  ArrowUpToLine,
  CircleSlash,
  ClipboardPaste,
  Copy,
  CopyPlus,
  MousePointer2Off,
  MousePointerClick,
  Redo2,
  Scissors,
  Trash2,
  Undo2,
} from 'lucide-react'
import { registry } from '#nodes/index.ts'
import type { Edge } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import { groupsOf } from '#shared/graph/groups.ts'
import { copyPiece, type Piece, pasteEdits, readPiece } from '../canvas/clipboard.ts'
import { canvasView } from '../canvas/view.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { select, useUi } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { edit } from './connect.ts'
import { canEdit, canEditSelection, hasSelection, isOpen, selected } from './when.ts'

/** What was last copied in this window; the system's clipboard has it too, as text. */
let copied: Piece | null = null

/** Whether nodes or groups are selected. */
const hasContent = () => selected().size + useUi.getState().groups.size > 0

function copy(): void {
  copied = copyPiece(documents.document(), selected(), useUi.getState().groups)
  if (copied) void navigator.clipboard?.writeText(JSON.stringify(copied)).catch(() => undefined)
}

function place(piece: Piece, at: { x: number; y: number } | null, inputs: boolean): void {
  const { edits, nodes, groups } = pasteEdits(documents.document(), registry, piece, { at, inputs })
  edit(edits)
  useUi.setState({ selection: new Set(nodes), groups: new Set(groups), wires: new Set() })
}

/** Places what was copied at the pointer, or in the middle of what is seen. `text`: of the clipboard; null: it cannot be read. */
export function pasteText(text: string | null, inputs = false): void {
  const piece = text === null ? copied : readPiece(text)
  const view = canvasView()
  if (piece && view) place(piece, view.toDocument(view.pointer() ?? view.middle()), inputs)
  else say.refused(canvas.refused.clipboard)
}

/** Asks the system for what lies on its clipboard; where that is not allowed, what was copied in this window is taken. */
async function pasteFromSystem(inputs: boolean): Promise<void> {
  const text = await navigator.clipboard?.readText().catch(() => null)
  pasteText(text ?? null, inputs)
}

function removeSelection(): void {
  const { selection, wires, groups } = useUi.getState()
  const document = documents.document()
  const ends = (edge: Edge) => selection.has(edge.from.node) || selection.has(edge.to.node)
  edit([
    ...document.edges
      .filter((edge) => wires.has(edge.id) && !ends(edge))
      .map((edge): Edit => ({ kind: 'disconnect', edge: edge.id })),
    ...document.nodes
      .filter((node) => selection.has(node.id))
      .map((node): Edit => ({ kind: 'remove-node', node: node.id })),
    ...groupsOf(document)
      .filter((group) => groups.has(group.id))
      .map((group): Edit => ({ kind: 'remove-group', group: group.id })),
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

    enabled: () => canEdit() && hasContent(),
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

    enabled: () => isOpen() && hasContent(),
    perform: copy,
  },
  paste: {
    id: 'paste',
    label: s.commands.paste,
    icon: ClipboardPaste,
    menu: 'edit',
    keys: ['Mod+V'],

    enabled: canEdit,
    perform: () => pasteFromSystem(false),
  },
  pasteWithInputs: {
    id: 'paste-with-inputs',
    label: canvas.commands.pasteWithInputs,
    icon: ClipboardPaste,
    menu: 'edit',
    keys: ['Mod+Shift+V'],

    enabled: canEdit,
    perform: () => pasteFromSystem(true),
  },
  duplicate: {
    id: 'duplicate',
    label: s.commands.duplicate,
    icon: CopyPlus,
    menu: 'edit',
    keys: ['Mod+D'],

    enabled: () => canEdit() && hasContent(),
    perform: () => {
      const piece = copyPiece(documents.document(), selected(), useUi.getState().groups)
      if (piece) place(piece, null, true)
    },
  },
  remove: {
    id: 'remove',
    label: s.commands.remove,
    icon: Trash2,
    menu: 'edit',
    keys: ['Delete', 'Backspace'],

    enabled: () => canEdit() && (hasContent() || useUi.getState().wires.size > 0),
    perform: removeSelection,
  },
  selectAll: {
    id: 'select-all',
    label: s.commands.selectAll,
    icon: MousePointerClick,
    menu: 'edit',
    keys: ['Mod+A'],

    enabled: isOpen,
    perform: () => {
      const document = documents.document()
      select(document.nodes.map(({ id }) => id))
      useUi.setState({ groups: new Set(groupsOf(document).map(({ id }) => id)) })
    },
  },
  deselect: {
    id: 'deselect',
    label: canvas.commands.deselect,
    icon: MousePointer2Off,
    menu: 'edit',
    keys: ['Escape'],

    enabled: () => isOpen() && (hasContent() || useUi.getState().wires.size > 0),
    perform: () => select([]),
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
