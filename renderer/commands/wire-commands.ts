import { Cable, CircleDotDashed, Spline, Unplug } from 'lucide-react'
import { registry } from '#nodes/index.ts'
import { useCanvas } from '../canvas/canvas-store.ts'
import { isNote } from '../canvas/card-box.ts'
import { removeKeepingFlow } from '../canvas/insert.ts'
import { canvasView } from '../canvas/view.ts'
import { addDot } from '../canvas/wires.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { select, useUi } from '../store/ui-store.ts'
import { canvas } from '../strings/canvas.ts'
import type { Command } from './command.ts'
import { edit } from './connect.ts'
import { canEdit, canEditSelection, selected } from './when.ts'

const texts = canvas.commands
const selectedWires = () => documents.document().edges.filter(({ id }) => useUi.getState().wires.has(id))

export const wireCommands = {
  connect: {
    ...{ id: 'connect', label: texts.connect, icon: Cable, menu: 'node', keys: ['C'] },
    divided: true,
    enabled: () => {
      const [first = ''] = selected()
      const node = nodeOf(documents.document(), first)
      return canEdit() && node !== undefined && !isNote(node)
    },
    perform: () => useCanvas.setState({ connecting: [...selected()] }),
  },
  addDot: {
    ...{ id: 'add-dot', label: texts.addDot, icon: CircleDotDashed, menu: 'node', keys: [] },
    enabled: () => canEdit() && selectedWires().length === 1,
    perform: () => {
      const [edge] = selectedWires()
      const view = canvasView()
      const at = view?.pointer() ?? null
      const added = edge && addDot(documents.document(), edge.id, at && view ? view.toDocument(at) : null)
      if (added) edit([added])
    },
  },
  straighten: {
    ...{ id: 'straighten', label: texts.straighten, icon: Spline, menu: 'node', keys: [] },
    enabled: () => canEdit() && selectedWires().some(({ via }) => via !== undefined),
    perform: () => edit(selectedWires().map(({ id }) => ({ kind: 'route-edge', edge: id, via: [] }))),
  },
  removeKeepFlow: {
    ...{ id: 'remove-keep-flow', label: texts.removeKeepFlow, icon: Unplug, menu: 'edit' },
    keys: ['Alt+Delete', 'Alt+Backspace'],
    enabled: canEditSelection,
    perform: () => {
      edit(removeKeepingFlow(documents.document(), registry, selected()))
      select([])
    },
  },
} as const satisfies Record<string, Command>
