import { CircleDot } from 'lucide-react'
import { useHint } from '../commands/bound-keys.ts'
import { type Command, useEnabled } from '../commands/command.ts'
import { commands } from '../commands/commands.ts'
import { edit } from '../commands/connect.ts'
import { BudgetField } from '../runs/budget-field.tsx'
import { documents, useDocument } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { ui } from '../strings/ui.ts'
import { price } from '../strings.ts'
import { CommandButton } from './command-button.tsx'
import { MenuButton } from './menu-button.tsx'

export function Toolbar() {
  const name = useDocument((document) => document.name)
  const readOnly = useSession((state) => state.readOnly)
  const standIn = useUi((state) => state.standIn)
  const plan = usePlan((state) => state.plan)
  return (
    <header className="toolbar">
      <h1 className="sr">{name || ui.untitled}</h1>
      <MenuButton />
      <input
        className="title-field toolbar-title"
        aria-label={ui.nameOfPipeline}
        value={name}
        placeholder={ui.untitled}
        disabled={readOnly}
        onChange={({ target }) => edit([{ kind: 'rename-document', name: target.value }], 'name')}
        onBlur={documents.closeGroup}
      />
      <FileState />
      <span className="toolbar-divider" />
      <IconButton command={commands.undo} />
      <IconButton command={commands.redo} />
      <TextButton command={commands.addNode} />
      <span className="spring" />
      <label className="toolbar-stand-in" title={ui.standInsHint}>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          aria-checked={standIn}
          checked={standIn}
          onChange={() => void commands.standIn.perform()}
        />
        {ui.standIns}
      </label>
      <span className="toolbar-price" title={ui.priceHint}>
        {plan ? (plan.problems.length > 0 ? ui.toFix(plan.problems.length) : price(plan.usd)) : '…'}
      </span>
      <BudgetField />
      <TextButton command={commands.stop} />
      <TextButton command={commands.run} primary />
    </header>
  )
}

/** Where the edits are; a banner says what to do where something is wrong. */
function FileState() {
  const path = useSession((state) => state.path)
  const readOnly = useSession((state) => state.readOnly)
  const unsaved = useSession((state) => state.unsaved)
  const conflict = useSession((state) => state.conflict)
  const connected = useSession((state) => state.connected)
  const wrong = !connected ? 'offline' : conflict ? 'conflict' : null
  const state = wrong ?? (readOnly ? 'readOnly' : path === null ? 'none' : unsaved ? 'unsaved' : 'saved')
  return (
    <span className={wrong === null ? 'file-state' : 'file-state bad'} title={path ?? ui.notSavedYet} role="status">
      {(state === 'none' || state === 'unsaved') && <CircleDot size={12} aria-hidden />}
      {ui.fileState[state]}
    </span>
  )
}

function IconButton({ command }: { command: Command }) {
  return (
    <CommandButton command={command} className="button icon">
      <command.icon size={17} aria-hidden />
    </CommandButton>
  )
}

function TextButton({ command, primary = false }: { command: Command; primary?: boolean }) {
  const enabled = useEnabled(command)
  return (
    <button
      type="button"
      className={primary ? 'button primary' : 'button'}
      aria-label={command.label}
      data-tour={command.id}
      title={useHint(command)}
      disabled={!enabled}
      onClick={() => void command.perform()}
    >
      <command.icon size={15} aria-hidden /> <span>{command.label}</span>
    </button>
  )
}
