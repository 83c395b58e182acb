import {
  AlignHorizontalDistributeCenter,
  ArrowDownToLine,
  ArrowUpToLine,
  CircleSlash,
  ClipboardPaste,
  Copy,
  CopyPlus,
  FilePlus,
  FolderOpen,
  Keyboard,
  Maximize,
  MousePointerClick,
  PanelLeft,
  Play,
  Plus,
  Redo2,
  Save,
  SaveAll,
  Scan,
  Scissors,
  Search,
  Square,
  SquarePlay,
  Trash2,
  Undo2,
  Wallet,
} from 'lucide-react'
import type { Document, Edge } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { request } from '../api.ts'
import { sizeOf } from '../canvas/card-box.ts'
import { copyPiece, type Piece, pasteEdits } from '../canvas/clipboard.ts'
import { tidyPositions } from '../canvas/tidy.ts'
import { canvasView } from '../canvas/view.ts'
import { documents } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { runningIds, startRun, stopRun, useRuns } from '../store/run-store.ts'
import { close, openWith, save, useSession } from '../store/session.ts'
import { select, useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { edit } from './connect.ts'

const isOpen = () => useSession.getState().session !== null
const canEdit = () => isOpen() && !useSession.getState().readOnly
const selected = () => useUi.getState().selection
const hasSelection = () => isOpen() && selected().size > 0
const canEditSelection = () => canEdit() && hasSelection()

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

function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((each) => each.offsetParent)
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  regions[(at + 1) % regions.length]?.focus()
}

const command = (
  id: string,
  label: string,
  icon: Command['icon'],
  keys: readonly string[],
  enabled: () => boolean,
  perform: Command['perform'],
  inFields = false,
): Command => ({ id, label, icon, keys, enabled, perform, inFields })

export const commands = {
  run: command(
    'run',
    s.commands.run,
    Play,
    ['Mod+Enter'],
    () => isOpen() && documents.document().nodes.length > 0 && (usePlan.getState().plan?.problems.length ?? 1) === 0,
    () => startRun(null),
    true,
  ),
  runSelected: command(
    'run-selected',
    s.commands.runSelected,
    SquarePlay,
    ['Alt+Enter'],
    hasSelection,
    () => startRun([...selected()]),
    true,
  ),
  stop: command(
    'stop',
    s.commands.stop,
    Square,
    ['Mod+Alt+Enter'],
    () => runningIds(useRuns.getState()).length > 0,
    async () => {
      await Promise.all(runningIds(useRuns.getState()).map(stopRun))
    },
    true,
  ),
  undo: command(
    'undo',
    s.commands.undo,
    Undo2,
    ['Mod+Z'],
    () => {
      const { past, mark } = documents.store.getState().history
      return canEdit() && (past.length > 0 || mark !== null)
    },
    documents.undo,
    true,
  ),
  redo: command(
    'redo',
    s.commands.redo,
    Redo2,
    ['Mod+Shift+Z', 'Mod+Y'],
    () => canEdit() && documents.store.getState().history.future.length > 0,
    documents.redo,
    true,
  ),
  addNode: command('add-node', s.commands.addNode, Plus, ['Tab', 'Shift+A'], canEdit, () =>
    useUi.setState({ picker: { at: null, wire: null } }),
  ),
  remove: command(
    'remove',
    s.commands.remove,
    Trash2,
    ['Delete', 'Backspace'],
    () => canEdit() && (selected().size > 0 || useUi.getState().wires.size > 0),
    removeSelection,
  ),
  duplicate: command('duplicate', s.commands.duplicate, CopyPlus, ['Mod+D'], canEditSelection, () => {
    const piece = copyPiece(documents.document(), selected())
    if (piece) paste(piece, null)
  }),
  copy: command('copy', s.commands.copy, Copy, ['Mod+C'], hasSelection, copy),
  cut: command('cut', s.commands.cut, Scissors, ['Mod+X'], canEditSelection, () => {
    copy()
    removeSelection()
  }),
  paste: command(
    'paste',
    s.commands.paste,
    ClipboardPaste,
    ['Mod+V'],
    () => canEdit() && copied !== null,
    () => {
      if (copied) paste(copied, null)
    },
  ),
  selectAll: command('select-all', s.commands.selectAll, MousePointerClick, ['Mod+A'], isOpen, () =>
    select(documents.document().nodes.map(({ id }) => id)),
  ),
  selectUp: command('select-up', s.commands.selectUp, ArrowUpToLine, ['Shift+U'], hasSelection, () =>
    selectAlong('to', 'from'),
  ),
  selectDown: command('select-down', s.commands.selectDown, ArrowDownToLine, ['Shift+D'], hasSelection, () =>
    selectAlong('from', 'to'),
  ),
  bypass: command('bypass', s.commands.bypass, CircleSlash, ['B', 'D'], canEditSelection, bypassSelection),
  tidy: command('tidy', s.commands.tidy, AlignHorizontalDistributeCenter, ['L'], canEdit, tidy),
  fit: command('fit', s.commands.fit, Maximize, ['Home'], isOpen, () => canvasView()?.fit(null)),
  fitSelection: command('fit-selection', s.commands.fitSelection, Scan, ['F', '.'], hasSelection, () =>
    canvasView()?.fit([...selected()]),
  ),
  goRight: command('go-right', s.commands.goRight, MousePointerClick, ['Alt+ArrowRight'], isOpen, () => walk(1, 0)),
  goLeft: command('go-left', s.commands.goLeft, MousePointerClick, ['Alt+ArrowLeft'], isOpen, () => walk(-1, 0)),
  goUp: command('go-up', s.commands.goUp, MousePointerClick, ['Alt+ArrowUp'], isOpen, () => walk(0, -1)),
  goDown: command('go-down', s.commands.goDown, MousePointerClick, ['Alt+ArrowDown'], isOpen, () => walk(0, 1)),
  nextRegion: command('next-region', s.commands.nextRegion, Keyboard, ['F6'], isOpen, nextRegion, true),
  standIn: command('stand-in', s.commands.standIn, Wallet, [], isOpen, () =>
    useUi.setState(({ standIn }) => ({ standIn: !standIn })),
  ),
  library: command('library', s.commands.library, PanelLeft, [], isOpen, () =>
    useUi.setState(({ library }) => ({ library: !library })),
  ),
  save: command('save', s.commands.save, Save, ['Mod+S'], canEdit, save, true),
  saveAs: command(
    'save-as',
    s.commands.saveAs,
    SaveAll,
    ['Mod+Shift+S'],
    isOpen,
    () => useUi.setState({ saveAs: true }),
    true,
  ),
  newDocument: command(
    'new',
    s.commands.newDocument,
    FilePlus,
    [],
    () => true,
    () => openWith(() => request('document.new', {})),
  ),
  open: command('open', s.commands.open, FolderOpen, ['Mod+O'], isOpen, close, true),
  palette: command(
    'palette',
    s.commands.palette,
    Search,
    ['Mod+K'],
    isOpen,
    () => useUi.setState({ palette: true }),
    true,
  ),
  keys: command('keys', s.commands.keys, Keyboard, ['?'], isOpen, () => useUi.setState({ keys: true })),
} as const satisfies Record<string, Command>

export const allCommands: readonly Command[] = Object.values(commands)
