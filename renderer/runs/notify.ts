import type { RunEvent } from '#shared/ipc/engine-messages.ts'
import { on, request } from '../api.ts'
import { documents } from '../store/document-store.ts'
import { runningIds, useRuns } from '../store/run-store.ts'
import { useSession } from '../store/session.ts'
import { setting } from '../store/settings-store.ts'
import { runsStrings as texts } from '../strings/runs.ts'

type Finished = Extract<RunEvent, { event: 'run-finished' }>

const inBackground = () => document.hidden || !document.hasFocus()
const isDesktop = () => useSession.getState().info?.desktop === true

/** What a notification says of a run's end. */
export function endText(name: string, end: Finished): { readonly title: string; readonly body: string } {
  const body =
    end.status === 'failed' ? (end.failed[0]?.message ?? texts.failed) : texts.made(end.ran.length, end.restored.length)
  return { title: `${name.trim() || texts.untitled}: ${texts.ends[end.status]}`, body }
}

/** Tells the end of a run by the system where the window is in the background; gives what ends that. */
export function notifyEnds(): () => void {
  const end = on('run', (event) => {
    if (event.event !== 'run-finished' || !inBackground() || !setting('notifications')) return
    // Of a document that was open before: its name is not known any more.
    if (!(event.run in useRuns.getState().views)) return
    const { title, body } = endText(documents.document().name, event)
    if (isDesktop())
      void request('shell.notify', { title: title.slice(0, 200), body: body.slice(0, 1000) }).catch(() => {})
    else if ('Notification' in window && Notification.permission === 'granted') {
      const shown = new Notification(title, { body, tag: event.run })
      shown.onclick = () => window.focus()
    }
  })
  // A browser is asked when it first matters: a run is under way and the person goes elsewhere.
  const ask = () => {
    if (!inBackground() || isDesktop() || !setting('notifications') || !('Notification' in window)) return
    if (Notification.permission === 'default' && runningIds(useRuns.getState()).length > 0)
      void Notification.requestPermission()
  }
  document.addEventListener('visibilitychange', ask)
  window.addEventListener('blur', ask)
  return () => {
    end()
    document.removeEventListener('visibilitychange', ask)
    window.removeEventListener('blur', ask)
  }
}
