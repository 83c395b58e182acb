import { documents } from '../store/document-store.ts'
import { type RunView, runProgress } from '../store/run-state.ts'
import { useRuns } from '../store/run-store.ts'
import { useSession } from '../store/session.ts'
import { runsStrings as texts } from '../strings/runs.ts'

/** The title of the window: the document, and in front how far its runs are. `name: null`: none is open. */
export function windowTitle(name: string | null, views: readonly RunView[]): string {
  if (name === null) return 'Reelay'
  const base = `${name.trim() || texts.untitled} · Reelay`
  const running = views.filter(({ status }) => status === 'running').map(runProgress)
  if (running.length === 0) return base
  const fraction = running.reduce((sum, each) => sum + each.fraction, 0) / running.length
  return `${texts.titleProgress(Math.floor(fraction * 100))} ${base}`
}

/** Keeps the window's title; gives what ends it. */
export function keepTitle(): () => void {
  const tell = () => {
    const name = useSession.getState().session === null ? null : documents.document().name
    const title = windowTitle(name, Object.values(useRuns.getState().views))
    if (document.title !== title) document.title = title
  }
  tell()
  const ends = [documents.store.subscribe(tell), useRuns.subscribe(tell), useSession.subscribe(tell)]
  return () => {
    for (const end of ends) end()
  }
}
