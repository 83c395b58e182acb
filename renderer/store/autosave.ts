import { save, useSession } from './session.ts'
import { setting } from './settings-store.ts'

/** Milliseconds from an edit to its saving. */
const AFTER = 3_000

/** Saves a document that has a file by itself, a while after it was edited and when the window is left; gives what ends it. */
export function startAutosave(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const now = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (mayAutosave()) void save({ quiet: true })
  }
  const unsubscribe = useSession.subscribe(() => {
    if (timer === null && mayAutosave()) timer = setTimeout(now, AFTER)
  })
  addEventListener('blur', now)
  return () => {
    unsubscribe()
    removeEventListener('blur', now)
    if (timer !== null) clearTimeout(timer)
  }
}

function mayAutosave(): boolean {
  const { session, path, unsaved, readOnly, conflict, recovered } = useSession.getState()
  return setting('autosave') && session !== null && path !== null && unsaved && !readOnly && !conflict && !recovered
}
