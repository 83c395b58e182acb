import { Boxes, Check, X } from 'lucide-react'
import { registry } from '#nodes/index.ts'
import { decide, waitingItems } from '../inspector/gate.ts'
import { useModelPicker } from '../inspector/picker-store.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { inspectorStrings as t } from '../strings/inspector.ts'
import type { Command } from './command.ts'
import { canEdit, canEditSelection, selected } from './when.ts'

/** All that is selected is made by models of one choice. */
function choosesModel(): boolean {
  const kinds = [...selected()].map((id) => {
    const node = nodeOf(documents.document(), id)
    const behave = node && registry.get(node.type)?.behave
    return behave?.kind === 'generate' ? node?.type : null
  })
  return new Set(kinds).size === 1 && !kinds.includes(null)
}

const waiting = () => [...selected()].flatMap((id) => waitingItems(id).map(({ digest }) => ({ id, digest })))

async function answer(given: 'approved' | 'rejected'): Promise<void> {
  const byGate = Map.groupBy(waiting(), ({ id }) => id)
  for (const [id, items] of byGate)
    await decide(
      id,
      items.map(({ digest }) => digest),
      { answer: given },
    )
}

export const inspectorCommands = {
  chooseModel: {
    id: 'choose-model',
    label: t.models.choose,
    icon: Boxes,
    menu: 'node',
    keys: [],
    enabled: () => canEditSelection() && choosesModel(),
    perform: () => useModelPicker.setState({ open: true }),
  },
  approve: {
    id: 'approve',
    label: t.gate.approve,
    icon: Check,
    menu: 'node',
    keys: [],
    enabled: () => canEdit() && waiting().length > 0,
    perform: () => answer('approved'),
  },
  reject: {
    id: 'reject',
    label: t.gate.reject,
    icon: X,
    menu: 'node',
    keys: [],
    enabled: () => canEdit() && waiting().length > 0,
    perform: () => answer('rejected'),
  },
} as const satisfies Record<string, Command>
