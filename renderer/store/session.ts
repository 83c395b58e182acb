import { create } from 'zustand'
import type { Document } from '#shared/graph/document.ts'
import type { Out } from '#shared/ipc/contract.ts'
import { ApiError, on, onConnection, request } from '../api.ts'
import { ui } from '../strings/ui.ts'
import { diffDocuments } from './document-diff.ts'
import { documents } from './document-store.ts'
import { chooseFile } from './file-dialog-store.ts'
import { say } from './messages.ts'
import { question } from './question-store.ts'
import type { Scopes } from './scope.ts'
import { loadSettings, setting } from './settings-store.ts'
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
  /** Edits of a session that ended without saving were brought back, and nobody has said yet what to do. */
  readonly recovered: boolean
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
  recovered: 'session',
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
  recovered: false,
  connected: true,
  warnings: [],
  info: null,
}))

/** Where a reload finds the session it was in. */
const REMEMBERED = 'reelay.session'

/** The document as the host has it. */
let atHost: Document | null = null
let sending: Promise<void> | null = null

/** Whether this document is still the one that is open: an answer may come after another took its place. */
const isOpen = (session: string) => useSession.getState().session === session

function take(opened: Opened): void {
  atHost = opened.document
  documents.open(opened.document)
  select([])
  const { session, path, readOnly, unsaved, warnings, recovered } = opened
  useSession.setState({ session, path, readOnly, unsaved, warnings, recovered, conflict: false })
  sessionStorage.setItem(REMEMBERED, session)
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

/** Opens what `open` asks for in the place of what is open now, which a person may save first. */
export async function openWith(open: () => Promise<Opened>): Promise<void> {
  const left = await leave()
  if (!left) return
  const opened = await ask(open)
  if (!opened) return
  // Not what was open before the asking: another one may have been opened meanwhile.
  const before = useSession.getState().session
  take(opened)
  if (before !== null && before !== opened.session)
    await ask(() => request('document.close', { session: before, discard: left.discard && before === left.session }))
}

/** Opens a file; one that is open here already stays as it is. */
export async function openPath(path: string): Promise<void> {
  if (path !== useSession.getState().path) await openWith(() => request('document.open', { path }))
}

/** Asks what is to become of the unsaved edits of the open session; null: it stays open. */
async function leave(): Promise<{ readonly session: string | null; readonly discard: boolean } | null> {
  await sync()
  const { session, unsaved, readOnly } = useSession.getState()
  if (session === null || !unsaved || readOnly) return { session, discard: false }
  const choice = await question({
    title: ui.leave.title(documents.document().name || ui.untitled),
    text: ui.leave.text,
    choices: [
      { id: 'dont', label: ui.leave.dont, kind: 'danger' },
      { id: 'save', label: ui.leave.save, kind: 'main' },
    ],
  })
  if (choice === 'save') return (await save()) ? { session, discard: false } : null
  return choice === 'dont' ? { session, discard: true } : null
}

/** The start: a session from before a reload, else the file that the host was started with, else the start screen. */
export async function start(): Promise<void> {
  const [info] = await Promise.all([ask(() => request('app.info', {})), loadSettings()])
  useUi.setState({ standIn: setting('standIn') })
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
  const wanted = new URLSearchParams(location.search)
  const [file, starter] = [wanted.get('open'), wanted.get('starter')]
  if (file) await openWith(() => request('document.open', { path: file }))
  else if (starter) await openWith(() => request('document.openStarter', { starter }))
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
    const base = atHost
    if (!session || readOnly || !base || base === document) return
    const edits = diffDocuments(base, document)
    if (edits.length === 0) {
      atHost = document
      return
    }
    try {
      const answer = await request('document.edit', { session, edits })
      if (!isOpen(session)) continue
      if (!answer.ok) throw new ApiError('refused', answer.problem)
      // The host told of another state meanwhile: only it knows what these edits made of that one.
      if (atHost !== base) return goOnAsHost(session)
      atHost = document
      useSession.setState({ unsaved: answer.unsaved })
    } catch (error) {
      if (error instanceof ApiError && error.code === 'offline') return
      if (!isOpen(session)) continue
      say.error(error instanceof Error ? error.message : String(error))
      return goOnAsHost(session)
    }
  }
}

/** Goes on with the open document as the host has it. */
async function goOnAsHost(session: string): Promise<void> {
  const opened = await ask(() => request('document.resume', { session }))
  if (opened && isOpen(session)) take(opened)
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
  if (change.why === 'conflict') useUi.setState({ dialog: 'conflict' })
  if (change.why === 'reloaded') say.info(ui.reloaded)
  if (change.why === 'taken-over') say.info(ui.takenOver)
})

let wasLost = false
onConnection((connected) => {
  useSession.setState({ connected })
  const { session } = useSession.getState()
  if (connected && wasLost && session) {
    // What was edited meanwhile is kept: the host's document is taken as the one to go on from.
    void request('document.resume', { session })
      .then((opened) => {
        if (!isOpen(session)) return
        atHost = opened.document
        useSession.setState({ readOnly: opened.readOnly, unsaved: opened.unsaved })
        return sync()
      })
      .catch((error: unknown) => say.error(error instanceof Error ? error.message : String(error)))
  }
  wasLost = !connected
})

/** Saves; asks for a file where there is none. Gives false where it is not saved. */
export async function save({ quiet = false, overwrite = false } = {}): Promise<boolean> {
  await sync()
  const { session } = useSession.getState()
  if (!session) return false
  const written = documents.document()
  try {
    const { path } = await request('document.save', { session, overwrite })
    if (!isOpen(session)) return true
    documents.markSaved(written)
    const unsaved = documents.document() !== written
    useSession.setState({ path, unsaved, conflict: false, recovered: false })
    if (!quiet) say.done(ui.saved)
    return true
  } catch (error) {
    const code = error instanceof ApiError && isOpen(session) ? error.code : null
    if (code === 'no-path') return saveAs()
    if (code === 'conflict') {
      useSession.setState({ conflict: true })
      useUi.setState({ dialog: 'conflict' })
    } else say.error(error instanceof Error ? error.message : String(error))
    return false
  }
}

/** Saves under a name that a person chooses; gives false where it is not saved. */
export async function saveAs(): Promise<boolean> {
  const { info, path: current } = useSession.getState()
  const name = current?.split(/[\\/]/).at(-1) ?? `${documents.document().name.trim() || ui.untitled}.reelay`
  const path = await chooseFile({ mode: 'save', accept: 'document', name }, info?.desktop ?? false)
  if (path === null) return false
  await sync()
  const { session } = useSession.getState()
  if (!session) return false
  const written = documents.document()
  // The dialog has asked already whether a file that is there may go.
  const opened = await ask(() => request('document.saveAs', { session, path, replace: true }))
  if (!opened || !isOpen(session)) return opened !== null
  if (opened.document.id === written.id && diffDocuments(written, opened.document).length === 0) {
    // The first file of a document: what can be undone stays.
    documents.markSaved(written)
    const unsaved = documents.document() !== written
    useSession.setState({ path: opened.path, unsaved, conflict: false, recovered: false, readOnly: false })
  } else take(opened)
  say.done(ui.saved)
  return true
}

/** Lets go of the document, after its unsaved edits were asked about. */
export async function close(): Promise<void> {
  const left = await leave()
  const { session } = useSession.getState()
  if (!left || !session) return
  await ask(() => request('document.close', { session, discard: left.discard }))
  forgetSession()
}

function forgetSession(): void {
  sessionStorage.removeItem(REMEMBERED)
  const url = new URL(location.href)
  for (const name of ['open', 'starter']) url.searchParams.delete(name)
  history.replaceState(null, '', url)
  useSession.setState({ session: null, path: null, warnings: [], conflict: false, recovered: false })
}

/** Throws unsaved edits away: the file is read again, a document without one is closed. */
export async function discardEdits(): Promise<void> {
  const { session, path } = useSession.getState()
  if (session === null) return
  if (path !== null) return again('document.reload')
  await ask(() => request('document.close', { session, discard: true }))
  forgetSession()
}

/** Reads the file again and throws unsaved edits away, or takes the document over from another window. */
export async function again(how: 'document.reload' | 'document.takeOver'): Promise<void> {
  const { session } = useSession.getState()
  const opened = session ? await ask(() => request(how, { session })) : null
  if (opened && session && isOpen(session)) take(opened)
}

/** Whether the host has everything that was edited here; until then closing the page would lose it. */
export function isAcknowledged(): boolean {
  const { session, readOnly } = useSession.getState()
  return session === null || readOnly || atHost === documents.document()
}
