import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Group as GroupIcon,
  type LucideIcon,
  Magnet,
  Maximize,
  Minimize2,
} from 'lucide-react'
import type { Edit } from '#shared/graph/edits.ts'
import { groupsOf } from '#shared/graph/groups.ts'
import { alignPositions, distributePositions, type Edge } from '../canvas/arrange.ts'
import { boxOf, isNote } from '../canvas/card-box.ts'
import { startDrag } from '../canvas/drag.ts'
import { GRID } from '../canvas/geometry.ts'
import { groupAround, nodesIn } from '../canvas/groups.ts'
import { documents } from '../store/document-store.ts'
import { changeSettings, setting } from '../store/settings-store.ts'
import { useUi } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import type { Command } from './command.ts'
import { edit } from './connect.ts'
import { canEdit, canEditSelection, isOpen, selected } from './when.ts'

const texts = canvas.commands
const selectedBoxes = () => {
  const document = documents.document()
  return document.nodes.filter(({ id }) => selected().has(id)).map((node) => boxOf(document, node))
}
const selectedGroups = () => useUi.getState().groups
const canMove = () => canEdit() && selected().size + selectedGroups().size > 0
/** Arrow keys belong to whatever has the focus outside the canvas. */
const overCanvas = () => document.activeElement === document.body || document.activeElement?.closest('.canvas') != null

function align(id: string, label: string, icon: LucideIcon, edge: Edge) {
  return {
    ...{ id, label, icon, menu: 'node', keys: [] },
    enabled: () => canEdit() && selected().size > 1,
    perform: () => edit([{ kind: 'move-nodes', positions: alignPositions(selectedBoxes(), edge) }]),
  } as const satisfies Command
}

function distribute(id: string, label: string, icon: LucideIcon, along: 'x' | 'y') {
  return {
    ...{ id, label, icon, menu: 'node', keys: [] },
    enabled: () => canEdit() && selected().size > 2,
    perform: () => edit([{ kind: 'move-nodes', positions: distributePositions(selectedBoxes(), along) }]),
  } as const satisfies Command
}

/** Moves what is selected; presses while a key is held, and those before it is let go, are one step. */
function nudge(side: keyof typeof texts.nudge, icon: LucideIcon, key: string, x: number, y: number, far: boolean) {
  const by = far ? GRID * 10 : GRID
  return {
    id: far ? `nudge-far-${side}` : `nudge-${side}`,
    label: far ? texts.nudgeFar[side] : texts.nudge[side],
    icon,
    menu: 'node',
    keys: [far ? `Shift+${key}` : key],
    enabled: () => canMove() && overCanvas(),
    perform: () => {
      const drag = startDrag(documents.document(), [...selected()], [...selectedGroups()])
      const step = drag.at({ x: x * by, y: y * by }, { to: 'nothing' })
      edit(drag.edits({ ...step, wire: null }), 'nudge')
      addEventListener('keyup', documents.closeGroup, { once: true })
    },
  } as const satisfies Command
}

function group(): void {
  const made = groupAround(documents.document(), selected(), selectedGroups(), canvas.group.untitled)
  if (!made) return
  edit([{ kind: 'set-group', group: made }])
  useUi.setState({ groups: new Set([made.id]), selection: new Set(), wires: new Set() })
}

function fitGroups(): void {
  const document = documents.document()
  edit(
    groupsOf(document).flatMap((each): readonly Edit[] => {
      if (!selectedGroups().has(each.id)) return []
      const box = groupAround(document, new Set(nodesIn(document, each)), new Set(), each.title)
      if (!box) return []
      const { x, y, width, height } = box
      return [{ kind: 'set-group', group: { ...each, x, y, width, height } }]
    }),
  )
}

function collapse(): void {
  const nodes = documents.document().nodes.filter((node) => selected().has(node.id) && !isNote(node))
  const collapsed = nodes.some((node) => !node.collapsed)
  edit(nodes.map((node): Edit => ({ kind: 'set-collapsed', node: node.id, collapsed })))
}

export const arrangeCommands = {
  group: {
    ...{ id: 'group', label: texts.group, icon: GroupIcon, menu: 'node', keys: ['Mod+G'] },
    divided: true,
    enabled: canMove,
    perform: group,
  },
  fitGroup: {
    ...{ id: 'fit-group', label: texts.fitGroup, icon: Maximize, menu: 'node', keys: [] },
    enabled: () => canEdit() && selectedGroups().size > 0,
    perform: fitGroups,
  },
  collapse: {
    ...{ id: 'collapse', label: texts.collapse, icon: Minimize2, menu: 'node', keys: ['Alt+C'] },
    enabled: canEditSelection,
    perform: collapse,
  },
  snap: {
    ...{ id: 'snap', label: texts.snap, icon: Magnet, menu: 'view', keys: [] },
    enabled: isOpen,
    checked: () => setting('snap'),
    perform: () => changeSettings({ snap: !setting('snap') }),
  },
  alignLeft: align('align-left', texts.alignLeft, AlignStartVertical, 'left'),
  alignCentre: align('align-centre', texts.alignCentre, AlignCenterVertical, 'centre'),
  alignRight: align('align-right', texts.alignRight, AlignEndVertical, 'right'),
  alignTop: align('align-top', texts.alignTop, AlignStartHorizontal, 'top'),
  alignMiddle: align('align-middle', texts.alignMiddle, AlignCenterHorizontal, 'middle'),
  alignBottom: align('align-bottom', texts.alignBottom, AlignEndHorizontal, 'bottom'),
  distributeAcross: distribute('distribute-across', texts.distributeAcross, AlignHorizontalSpaceAround, 'x'),
  distributeDown: distribute('distribute-down', texts.distributeDown, AlignVerticalSpaceAround, 'y'),
  nudgeLeft: nudge('left', ArrowLeft, 'ArrowLeft', -1, 0, false),
  nudgeRight: nudge('right', ArrowRight, 'ArrowRight', 1, 0, false),
  nudgeUp: nudge('up', ArrowUp, 'ArrowUp', 0, -1, false),
  nudgeDown: nudge('down', ArrowDown, 'ArrowDown', 0, 1, false),
  nudgeFarLeft: nudge('left', ArrowLeft, 'ArrowLeft', -1, 0, true),
  nudgeFarRight: nudge('right', ArrowRight, 'ArrowRight', 1, 0, true),
  nudgeFarUp: nudge('up', ArrowUp, 'ArrowUp', 0, -1, true),
  nudgeFarDown: nudge('down', ArrowDown, 'ArrowDown', 0, 1, true),
} as const satisfies Record<string, Command>
