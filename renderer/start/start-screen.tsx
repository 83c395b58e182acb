import { FilePlus, FolderOpen } from 'lucide-react'
import { useShownKey } from '../commands/bound-keys.ts'
import type { Command } from '../commands/command.ts'
import { commands } from '../commands/commands.ts'
import { start as t } from '../strings/start.ts'
import { Recent } from './recent.tsx'
import { Starters } from './starters.tsx'
import { UnsavedWork } from './unsaved-work.tsx'
import { useDropToOpen } from './use-drop-to-open.ts'

/** The first thing a person sees: start from a starter, go on with a file, or begin with nothing. */
export function StartScreen() {
  const { over, ...drop } = useDropToOpen()
  return (
    <main className="start" {...drop}>
      <header>
        <h1>{t.title}</h1>
        <p>{t.claim}</p>
        <div className="row">
          <StartButton command={commands.newDocument} label={t.newPipeline} primary />
          <StartButton command={commands.open} label={t.open} />
        </div>
      </header>
      <UnsavedWork />
      <Starters />
      <Recent />
      {over && <div className="drop-here">{t.drop}</div>}
    </main>
  )
}

function StartButton({ command, label, primary = false }: { command: Command; label: string; primary?: boolean }) {
  const key = useShownKey(command)
  const Icon = command === commands.newDocument ? FilePlus : FolderOpen
  return (
    <button
      type="button"
      className={primary ? 'button primary' : 'button'}
      title={key === null ? label : `${label} (${key})`}
      onClick={() => void command.perform()}
    >
      <Icon size={16} aria-hidden /> {label}
    </button>
  )
}
