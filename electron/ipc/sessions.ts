import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import type { Digest } from '#shared/graph/ids.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import type { Out } from '#shared/ipc/contract.ts'
import { serialiseProject } from '#shared/project/serialise.ts'
import { sha256 } from '../hash.ts'
import type { Host } from '../host.ts'
import { ProjectFileError } from '../project/project-error.ts'
import { openProject, saveProject } from '../project/project-file.ts'
import { folderOf, rebaseFiles } from '../project/rebase-files.ts'
import { lockProject } from '../project/session-lock.ts'
import { documentRefs } from '../run/document-refs.ts'
import type { Client } from './client.ts'
import { Fault } from './fault.ts'
import { createJournals, type Unsaved } from './journal.ts'
import { announce, type Session } from './session.ts'

/** Milliseconds a document stays open for a tab that is gone: a reload or a lost connection comes back much sooner. */
const WAITS_FOR_ITS_TAB = 60_000
/** Milliseconds that a page that is loaded again waits for the connection it had before to end. */
const WAITS_FOR_THE_OLD = 1_000
/** Milliseconds between two looks whether something else changed a file. */
const LOOK_EVERY = 1_000

type Opened = Out<'document.open'>

/** The documents that windows and tabs of this process have open. Throws ProjectFileError and Fault. */
export interface Sessions {
  open(path: string, client: Client): Promise<Opened>
  create(name: string, delivery: Settings['delivery'], client: Client): Promise<Opened>
  /** Opens a copy of a file that has no file of its own yet. */
  copy(path: string, client: Client): Promise<Opened>
  resume(id: string, client: Client): Promise<Opened>
  edit(id: string, edits: readonly Edit[]): Promise<Out<'document.edit'>>
  /** `overwrite`: what something else wrote into the file meanwhile is lost. */
  save(id: string, overwrite: boolean): Promise<Out<'document.save'>>
  saveAs(id: string, path: string, replace: boolean): Promise<Opened>
  reload(id: string): Promise<Opened>
  takeOver(id: string): Promise<Opened>
  close(id: string, discard: boolean): Promise<void>
  /** What sessions that ended left unsaved. */
  unsaved(): Promise<readonly Unsaved[]>
  discardUnsaved(id: string): Promise<void>
  get(id: string): Session
  list(): readonly Session[]
  /** The client is gone; its documents wait for it to come back. */
  detach(client: Client): void
  /** Closes all; what is unsaved stays in the journals. */
  closeAll(): Promise<void>
}

export interface SessionsParts {
  readonly host: Host
  /** The data folder. */
  readonly data: string
  /** Told when a document has changed. */
  readonly onChange: (session: Session) => void
}

export function createSessions({ host, data, onChange }: SessionsParts): Sessions {
  const { registry, cache } = host
  const journals = createJournals(join(data, 'journals'))
  const sessions = new Map<string, Session>()
  const queues = new Map<string, Promise<unknown>>()
  const timers = new Map<string, NodeJS.Timeout>()

  const get = (id: string): Session => {
    const session = sessions.get(id)
    if (session) return session
    throw notOpen()
  }
  /** One thing after the other with each document. */
  const inTurn = <T>(id: string, act: (session: Session) => Promise<T>): Promise<T> => {
    if (!sessions.has(id)) return Promise.reject(notOpen())
    const turn = (queues.get(id) ?? Promise.resolve()).then(() => act(get(id)))
    queues.set(
      id,
      turn.catch(() => {}),
    )
    return turn
  }
  const untitled = (id: string) => join(data, 'untitled', `${id}.reelay`)
  const lockFor = (path: string, session: () => string) =>
    lockProject(host.sessions, path, { onTakenOver: () => giveWay(session()) })

  const opened = (session: Session): Opened => ({
    session: session.id,
    path: session.path,
    document: session.document,
    warnings: session.warnings,
    readOnly: !session.lock.held,
    unsaved: session.unsaved,
    recovered: session.recovered,
    revision: session.revision,
  })

  const add = (session: Session): Opened => {
    sessions.set(session.id, session)
    register(session)
    return opened(session)
  }
  const register = ({ path, document: { id, name }, document }: Session) => {
    if (path !== null) cache.documents.register({ id, path, name, refs: documentRefs(document, cache.shown.all(id)) })
  }
  const attach = (session: Session, client: Client): Opened => {
    clearTimeout(timers.get(session.id))
    session.client = client
    return opened(session)
  }
  const end = (session: Session) => {
    clearTimeout(timers.get(session.id))
    sessions.delete(session.id)
    queues.delete(session.id)
    session.lock.release()
  }

  const openPath = async (path: string, client: Client): Promise<Opened> => {
    const full = resolve(path)
    const own = [...sessions.values()].find((each) => each.client === null && each.path === full)
    if (own) return attach(own, client)
    const read = await openProject(full, registry)
    const left = journals.list().find((each) => each.path === full && !sessions.has(each.session))
    let id = left?.session ?? randomUUID()
    const lock = await lockFor(full, () => id)
    // Whoever holds the lock goes on with the journal.
    if (!lock.held) id = randomUUID()
    const session: Session = {
      ...{ id, path: full, file: full, document: read.document, saved: read.document, digest: read.digest },
      ...{ warnings: read.warnings, lock, revision: 0, unsaved: false, recovered: false, client, looked: lookAt(full) },
    }
    if (left && lock.held) bringBack(session, left, read.digest)
    return add(session)
  }

  const bringBack = (session: Session, left: Unsaved, now: Digest | null) => {
    if (!left.unsavedIn(now)) return journals.remove(left.session)
    journals.mend(left.session)
    session.digest = left.expected(now)
    session.document = left.document
    session.unsaved = true
    session.recovered = true
    // An outside change since then is told as the conflict it is.
    if (session.digest !== now) session.looked = ''
  }

  const openUntitled = async (id: string, part: Pick<Session, 'document' | 'warnings'>, client: Client) => {
    const lock = await lockFor(journals.path(id), () => id)
    return {
      ...{ id, path: null, file: untitled(id), ...part, saved: null, digest: null, lock, revision: 0 },
      ...{ unsaved: false, recovered: false, client, looked: '' },
    } satisfies Session
  }

  const resumeLeft = async (left: Unsaved, client: Client): Promise<Opened> => {
    const saved = savedFile(left)
    if (saved !== null) {
      const opened = await openPath(saved, client)
      journals.remove(left.session)
      return opened
    }
    if (left.path !== null && existsSync(left.path)) return openPath(left.path, client)
    const session = await openUntitled(left.session, { document: left.document, warnings: [] }, client)
    if (!session.lock.held) {
      session.lock.release()
      throw new Fault('read-only', 'This unsaved document is open in another window; go on there.')
    }
    // Its file is gone: the edits are all there is, and they are saved under a name again.
    if (left.path !== null) session.document = rebaseFiles(left.document, registry, folderOf(left.path), null)
    journals.mend(left.session)
    return add({ ...session, unsaved: true, recovered: true })
  }

  /** Saves for a session that takes over; where that fails this one keeps the document. */
  const giveWay = async (id: string) => {
    if (!sessions.has(id)) return
    await inTurn(id, async (session) => {
      if (session.path !== null) await write(session)
    })
    // The lock is let go when this has settled, so it is told after.
    setImmediate(() => {
      const session = sessions.get(id)
      if (session) announce(session, 'taken-over')
    })
  }

  const write = async (session: Session): Promise<Out<'document.save'>> => {
    const { path, document, digest, saved } = session
    if (path === null) throw new Fault('no-path', 'This document has no file yet; save it under a name.')
    await journals.saving(session.id, sha256(serialiseProject(document)))
    const result = await saveProject(path, document, { expectedDigest: digest, ...(saved ? { unedited: saved } : {}) })
    journals.remove(session.id)
    Object.assign(session, { digest: result.digest, saved: document, unsaved: false, looked: lookAt(path) })
    register(session)
    return { path, written: result.written }
  }

  const read = async (session: Session, path: string): Promise<void> => {
    const looked = lookAt(path)
    const { document, warnings, digest } = await openProject(path, registry)
    if (session.lock.held) journals.remove(session.id)
    Object.assign(session, { document, saved: document, warnings, digest, looked, unsaved: false, recovered: false })
    session.revision++
    onChange(session)
  }

  const mayEdit = (session: Session) => {
    if (session.lock.held) return
    throw new Fault(
      'read-only',
      `${session.path ?? 'This document'} is being edited in another window; take it over to edit it here.`,
    )
  }

  /** Looks whether something else changed the file: reads it again where nothing is lost by that, else says so. */
  const look = async (session: Session): Promise<void> => {
    const { path } = session
    if (path === null) return
    const now = lookAt(path)
    if (now === session.looked || now === 'gone') return
    session.looked = now
    if (sha256(await readFile(path)) === session.digest) return
    if (session.unsaved) return announce(session, 'conflict')
    await read(session, path)
    announce(session, 'reloaded', session.document)
  }
  const looking = setInterval(() => {
    for (const session of sessions.values()) {
      if (session.path === null || lookAt(session.path) === session.looked) continue
      // A file that is being replaced, or is broken for a moment, is looked at again when it is another one.
      void inTurn(session.id, look).catch(() => {})
    }
  }, LOOK_EVERY).unref()

  return {
    get,
    list: () => [...sessions.values()],
    open: openPath,
    async create(name, delivery, client) {
      const document = { ...newDocument(randomUUID(), name), settings: { delivery } }
      return add(await openUntitled(randomUUID(), { document, warnings: [] }, client))
    },
    async copy(path, client) {
      const { document, warnings } = await openProject(path, registry)
      const copied = rebaseFiles({ ...document, id: randomUUID() }, registry, folderOf(path), null)
      return add(await openUntitled(randomUUID(), { document: copied, warnings }, client))
    },
    async resume(id, client) {
      const deadline = Date.now() + WAITS_FOR_THE_OLD
      for (;;) {
        const session = sessions.get(id)
        if (!session) break
        if (session.client === null || session.client === client) return attach(session, client)
        if (Date.now() >= deadline) {
          // A tab that was duplicated: the first one keeps the document.
          if (session.path !== null) return openPath(session.path, client)
          throw new Fault('read-only', 'This unsaved document is open in another window; go on there.')
        }
        await sleep(20)
      }
      const left = journals.read(id)
      if (left) return resumeLeft(left, client)
      return opened(get(id))
    },
    edit: (id, edits) =>
      inTurn(id, async (session) => {
        mayEdit(session)
        const result = applyEdits(session.document, edits)
        const { revision, path, digest, unsaved } = session
        if (!result.ok) return { ok: false, problem: result.problem, revision }
        if (result.document === session.document) return { ok: true, revision, unsaved }
        // Without a file the whole document is unsaved, also what it began with.
        journals.append(id, { path, digest, base: session.document }, edits)
        session.document = result.document
        session.unsaved = true
        session.revision++
        onChange(session)
        return { ok: true, revision: session.revision, unsaved: true }
      }),
    save: (id, overwrite) =>
      inTurn(id, async (session) => {
        mayEdit(session)
        if (overwrite && session.path !== null) {
          const digest = existsSync(session.path) ? sha256(await readFile(session.path)) : null
          // Also what is as it was when it was opened is written: the file holds something else.
          Object.assign(session, { digest, saved: null })
        }
        return write(session)
      }),
    saveAs: (id, to, replace) =>
      inTurn(id, async (session) => {
        const path = withExtension(resolve(to))
        if (path === session.path && session.lock.held) {
          await write(session)
          return opened(session)
        }
        const lock = await lockFor(path, () => id)
        try {
          if (!lock.held)
            throw new ProjectFileError(
              'locked',
              `${path} is open in another window; close it there or choose another name.`,
            )
          const isCopy = session.path !== null
          const moved = rebaseFiles(session.document, registry, folderOf(session.file), folderOf(path))
          const document = isCopy ? { ...moved, id: randomUUID() } : moved
          const expectedDigest = replace && existsSync(path) ? sha256(await readFile(path)) : null
          if (!isCopy) await journals.saving(id, sha256(serialiseProject(document)), path)
          const { digest } = await saveProject(path, document, { expectedDigest })
          if (session.lock.held) journals.remove(id)
          session.lock.release()
          Object.assign(session, { path, file: path, document, saved: document, digest, lock, looked: lookAt(path) })
          Object.assign(session, { unsaved: false, recovered: false })
        } catch (error) {
          lock.release()
          throw error
        }
        session.revision++
        register(session)
        onChange(session)
        return opened(session)
      }),
    reload: (id) =>
      inTurn(id, async (session) => {
        if (session.path === null)
          throw new Fault('no-path', 'This document has no file yet, so there is none to read.')
        await read(session, session.path)
        return opened(session)
      }),
    takeOver: (id) =>
      inTurn(id, async (session) => {
        if (session.lock.held) return opened(session)
        if ((await session.lock.takeOver()) && session.path !== null) await read(session, session.path)
        return opened(session)
      }),
    close: (id, discard) =>
      inTurn(id, async (session) => {
        if (discard && session.lock.held) journals.remove(id)
        end(session)
      }),
    async unsaved() {
      const left: Unsaved[] = []
      for (const each of journals.list()) {
        if (sessions.has(each.session) || !(await isFree(each))) continue
        if (savedFile(each) === null) left.push(each)
        else journals.remove(each.session)
      }
      return left
    },
    async discardUnsaved(id) {
      const left = sessions.has(id) ? null : journals.read(id)
      if (left && (await isFree(left))) journals.remove(id)
      else throw new Fault('not-found', 'There are no unsaved edits of that name, or their document is open.')
    },
    detach(client) {
      for (const session of sessions.values()) {
        if (session.client !== client) continue
        session.client = null
        timers.set(session.id, setTimeout(end, WAITS_FOR_ITS_TAB, session).unref())
      }
    },
    async closeAll() {
      clearInterval(looking)
      await Promise.all(queues.values())
      await journals.settled()
      for (const session of [...sessions.values()]) end(session)
    },
  }

  /** Nobody, in any process, has the document of a journal open. */
  async function isFree({ session, path }: Unsaved): Promise<boolean> {
    const lock = await lockProject(host.sessions, path ?? journals.path(session))
    const free = lock.held
    lock.release()
    return free
  }
}

/** The file that the first Save As made with everything in it, right before a kill kept the journal from being removed. */
function savedFile({ path, savedUnder }: Unsaved): string | null {
  if (path !== null) return null
  const file = savedUnder.find((each) => existsSync(each.path) && sha256(readFileSync(each.path)) === each.digest)
  return file?.path ?? null
}

function notOpen(): Fault {
  return new Fault('no-session', 'This document is not open any more; open it again. Unsaved edits are kept.')
}

function withExtension(path: string): string {
  return extname(path) === '.reelay' ? path : `${path}.reelay`
}

/** Another text whenever the file may be another one. */
function lookAt(path: string): string {
  const facts = statSync(path, { throwIfNoEntry: false })
  return facts ? `${facts.ino}:${facts.size}:${facts.mtimeMs}` : 'gone'
}
