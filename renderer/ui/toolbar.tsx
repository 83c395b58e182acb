import { ChevronDown, CircleDot } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type Command, useEnabled } from '../commands/command.ts'
import { commands } from '../commands/commands.ts'
import { edit } from '../commands/connect.ts'
import { readable } from '../commands/keys.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { again, useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { price } from '../strings.ts'

export function Toolbar() {
  const name = useDocument((document) => document.name)
  const { path, readOnly, unsaved, conflict, connected } = useSession()
  const standIn = useUi((state) => state.standIn)
  const plan = usePlan((state) => state.plan)
  return (
    <header className="toolbar">
      <FileMenu />
      <input
        className="title-field name"
        aria-label="Name of the pipeline"
        value={name}
        placeholder="Untitled"
        disabled={readOnly}
        onChange={({ target }) => edit([{ kind: 'rename-document', name: target.value }], 'name')}
        onBlur={documents.closeGroup}
      />
      <span className="file-state" title={path ?? 'Not saved yet'}>
        {readOnly ? (
          <button type="button" className="link" onClick={() => void again('document.takeOver')}>
            Read-only: take over
          </button>
        ) : conflict ? (
          <button type="button" className="link bad" onClick={() => commands.saveAs.perform()}>
            File changed elsewhere: save as…
          </button>
        ) : !connected ? (
          <span className="bad">Connection lost…</span>
        ) : unsaved || path === null ? (
          <>
            <CircleDot size={12} aria-hidden /> {path === null ? 'Not saved' : 'Unsaved'}
          </>
        ) : (
          'Saved'
        )}
      </span>
      <span className="divider" />
      <IconButton command={commands.undo} />
      <IconButton command={commands.redo} />
      <TextButton command={commands.addNode} />
      <span className="spring" />
      <label className="stand-in" title="Everything that could bill is made on the stand-in, for free.">
        <input
          type="checkbox"
          role="switch"
          className="switch"
          aria-checked={standIn}
          checked={standIn}
          onChange={() => void commands.standIn.perform()}
        />
        Stand-ins
      </label>
      <span className="plan-price" title="What a run would cost now">
        {plan ? (plan.problems.length > 0 ? `${plan.problems.length} to fix` : price(plan.usd)) : '…'}
      </span>
      <TextButton command={commands.stop} />
      <TextButton command={commands.run} primary />
    </header>
  )
}

function hint(command: Command): string {
  const [key] = command.keys
  return key ? `${command.label} (${readable(key)})` : command.label
}

function IconButton({ command }: { command: Command }) {
  const enabled = useEnabled(command)
  return (
    <button
      type="button"
      className="button icon"
      aria-label={command.label}
      title={hint(command)}
      disabled={!enabled}
      onClick={() => void command.perform()}
    >
      <command.icon size={17} aria-hidden />
    </button>
  )
}

function TextButton({ command, primary = false }: { command: Command; primary?: boolean }) {
  const enabled = useEnabled(command)
  return (
    <button
      type="button"
      className={primary ? 'button primary' : 'button'}
      title={hint(command)}
      disabled={!enabled}
      onClick={() => void command.perform()}
    >
      <command.icon size={15} aria-hidden /> {command.label}
    </button>
  )
}

const MENU = [
  commands.newDocument,
  commands.open,
  commands.save,
  commands.saveAs,
  commands.library,
  commands.tidy,
  commands.palette,
  commands.keys,
] as const

function FileMenu() {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    addEventListener('pointerdown', away)
    return () => removeEventListener('pointerdown', away)
  }, [open])
  return (
    <div className="menu-root" ref={root}>
      <button
        type="button"
        className="button brand"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Reelay <ChevronDown size={14} aria-hidden />
      </button>
      {open && (
        <div
          className="menu"
          role="menu"
          tabIndex={-1}
          onKeyDown={(event) => {
            const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]:enabled')]
            const at = items.indexOf(document.activeElement as HTMLElement)
            if (event.key === 'Escape') setOpen(false)
            else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus()
            else if (event.key === 'ArrowUp') items.at(at - 1)?.focus()
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        >
          {MENU.map((command) => (
            <MenuItem key={command.id} command={command} onDone={() => setOpen(false)} />
          ))}
        </div>
      )}
    </div>
  )
}

function MenuItem({ command, onDone }: { command: Command; onDone: () => void }) {
  const enabled = useEnabled(command)
  const [key] = command.keys
  return (
    <button
      type="button"
      role="menuitem"
      disabled={!enabled}
      onClick={() => {
        onDone()
        void command.perform()
      }}
    >
      <command.icon size={15} aria-hidden /> {command.label}
      {key && <kbd>{readable(key)}</kbd>}
    </button>
  )
}
