import { create } from 'zustand'
import type { Document } from '#shared/graph/document.ts'
import type { Out } from '#shared/ipc/contract.ts'
import { ApiError, on, onConnection, request } from '../api.ts'
import { diffDocuments } from './document-diff.ts'
import { documents } from './document-store.ts'
import { say } from './messages.ts'
import type { Scopes } from './scope.ts'
import { select, useUi } from './ui-store.ts'

type Opened = Out<'document.open'>

interface SessionState {
  /** Null: no document is open, the start screen shows. */
  readonly session: string | null
  readonly path: string | null
  readonly readOnly: boolean
  readonly unsaved: boolean
  /** Something else changed the file while edits are unsaved. */
  readonly conflict: boolean
  readonly connected: boolean
  readonly warnings: Opened['warnings']
  readonly info: Out<'app.info'> | null
}

export const sessionScopes: Scopes<SessionState> = {
  session: 'session',
  path: 'session',
  readOnly: 'session',
  unsaved: 'session',
  conflict: 'session',
  connected: 'session',
  warnings: 'session',
  info: 'session',
}

export const useSession = create<SessionState>(() => ({
  session: null,
  path: null,
  readOnly: false,
  unsaved: false,
  conflict: false,
  connected: true,
  warnings: [],
  info: null,
}))

/** Where a reload finds the session it was in. */
const REMEMBERED = 'reelay.session'

/** The document as the host has it. */
let atHost: Document | null = null
let sending: Promise<void> | null = null

function take(opened: Opened): void {
  atHost = opened.document
  documents.open(opened.document)
  select([])
  const { session, path, readOnly, unsaved, warnings } = opened
  useSession.setState({ session, path, readOnly, unsaved, warnings, conflict: false })
  sessionStorage.setItem(REMEMBERED, session)
  document.title = `${opened.document.name || 'Untitled'} · Reelay`
  if (opened.recovered) say.info('Unsaved work of your last session was brought back.')
  if (readOnly) say.info('Another window edits this file: it is read-only here. Take over from the file menu.')
}

/** Does what `act` asks of the host and shows what went wrong; gives null then. */
export async function ask<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act()
  } catch (error) {
    say.error(error instanceof Error ? error.message : String(error))
    return null
  }
}

/** Opens what `open` asks for in the place of what is open now. */
export async function openWith(open: () => Promise<Opened>): Promise<void> {
  const opened = await ask(open)
  if (opened) take(opened)
}

/** The start: a session from before a reload, else the file that the host was started with, else the start screen. */
export async function start(): Promise<void> {
  const info = await ask(() => request('app.info', {}))
  useSession.setState({ info })
  for (const warning of info?.warnings ?? []) say.info(warning)
  const remembered = sessionStorage.getItem(REMEMBERED)
  if (remembered) {
    try {
      take(await request('document.resume', { session: remembered }))
      return
    } catch {
      sessionStorage.removeItem(REMEMBERED)
    }
  }
  const file = new URLSearchParams(location.search).get('open')
  if (file) await openWith(() => request('document.open', { path: file }))
}

/** Sends what the document has become since the host last heard of it; resolves when the host has it. */
export function sync(): Promise<void> {
  sending ??= send().finally(() => {
    sending = null
  })
  return sending
}

async function send(): Promise<void> {
  for (;;) {
    const { session, readOnly } = useSession.getState()
    const document = documents.document()
    if (!session || readOnly || !atHost || atHost === document) return
    const edits = diffDocuments(atHost, document)
    if (edits.length === 0) {
      atHost = document
      return
    }
    try {
      const answer = await request('document.edit', { session, edits })
      if (!answer.ok) throw new ApiError('refused', answer.problem)
      atHost = document
      useSession.setState({ unsaved: answer.unsaved })
    } catch (error) {
      if (error instanceof ApiError && error.code === 'offline') return
      say.error(error instanceof Error ? error.message : String(error))
      take(await request('document.resume', { session }))
      return
    }
  }
}

documents.store.subscribe((state, before) => {
  if (state.history !== before.history && !state.history.mark) void sync()
})

on('document.changed', (change) => {
  if (change.session !== useSession.getState().session) return
  const { path, unsaved, readOnly } = change
  useSession.setState({ path, unsaved, readOnly, conflict: change.why === 'conflict' })
  if (change.document) {
    atHost = change.document
    documents.open(change.document)
  }
  if (change.why === 'reloaded') say.info('The file was changed by something else and read again.')
  if (change.why === 'taken-over') say.info('Another window edits this file now; it was saved first.')
})

let wasLost = false
onConnection((connected) => {
  useSession.setState({ connected })
  const { session } = useSession.getState()
  if (connected && wasLost && session) {
    // What was edited meanwhile is kept: the host's document is taken as the one to go on from.
    void request('document.resume', { session })
      .then((opened) => {
        atHost = opened.document
        useSession.setState({ readOnly: opened.readOnly, unsaved: opened.unsaved })
        return sync()
      })
      .catch((error: unknown) => say.error(error instanceof Error ? error.message : String(error)))
  }
  wasLost = !connected
})

/** Saves; asks for a path where there is none. */
export async function save(): Promise<void> {
  await sync()
  const { session } = useSession.getState()
  if (!session) return
  const written = documents.document()
  try {
    const { path } = await request('document.save', { session })
    documents.markSaved(written)
    useSession.setState({ path, unsaved: false })
    say.done('Saved.')
  } catch (error) {
    if (error instanceof ApiError && error.code === 'no-path') {
      useUi.setState({ saveAs: true })
    } else say.error(error instanceof Error ? error.message : String(error))
  }
}

/** Saves under a path; gives false where that did not work. */
export async function saveAs(path: string, replace: boolean): Promise<boolean> {
  await sync()
  const { session } = useSession.getState()
  if (!session) return false
  const opened = await ask(() => request('document.saveAs', { session, path, replace }))
  if (!opened) return false
  take(opened)
  return true
}

/** Lets go of the document; unsaved edits wait for the next time. */
export async function close(): Promise<void> {
  await sync()
  const { session } = useSession.getState()
  if (session) await ask(() => request('document.close', { session }))
  sessionStorage.removeItem(REMEMBERED)
  const url = new URL(location.href)
  url.searchParams.delete('open')
  history.replaceState(null, '', url)
  useSession.setState({ session: null, path: null })
}

/** Reads the file again and throws unsaved edits away, or takes the document over from another window. */
export function again(how: 'document.reload' | 'document.takeOver'): Promise<void> {
  const { session } = useSession.getState()
  return session ? openWith(() => request(how, { session })) : Promise.resolve()
}
