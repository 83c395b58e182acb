import { join } from 'node:path'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import type { Out } from '#shared/ipc/contract.ts'
import type { Host } from '../host.ts'
import type { Client } from './client.ts'
import { createJournals, type Unsaved } from './journal.ts'
import type { Session } from './session.ts'
import { createDocumentLocks, mayEdit } from './sessions/document-locks.ts'
import { watchFiles } from './sessions/file-watch.ts'
import { createOpening, type Opening } from './sessions/opening.ts'
import { createRecovery } from './sessions/recovery.ts'
import { createSaving } from './sessions/saving.ts'
import { createSessionBook, type Opened, openedOf } from './sessions/session-book.ts'

/** The documents that windows and tabs of this process have open. Throws ProjectFileError and Fault. */
export interface Sessions extends Opening {
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

/** No document is open yet; what earlier processes left unsaved is found in the data folder's journals. End it with `closeAll`. */
export function createSessions({ host, data, onChange }: SessionsParts): Sessions {
  const { registry, cache } = host
  const journals = createJournals(join(data, 'journals'))
  const book = createSessionBook(cache)
  const saving = createSaving({ registry, journals, book, onChange })
  const locks = createDocumentLocks(host.sessions, book, saving.write)
  const recovery = createRecovery(journals, book, locks)
  const opening = createOpening({ registry, data, journals, book, locks, recovery })
  const endWatch = watchFiles(book, saving.read)
  const { get, list, detach, inTurn } = book

  return {
    ...opening,
    get,
    list,
    detach,
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
        return overwrite ? saving.overwrite(session) : saving.write(session)
      }),
    saveAs: (id, to, replace) =>
      inTurn(id, async (session) => {
        await saving.writeAs(session, to, replace, (path) => locks.take(path, () => id))
        return openedOf(session)
      }),
    reload: (id) =>
      inTurn(id, async (session) => {
        await saving.read(session)
        return openedOf(session)
      }),
    takeOver: (id) =>
      inTurn(id, async (session) => {
        if (session.lock.held) return openedOf(session)
        if ((await session.lock.takeOver()) && session.path !== null) await saving.read(session)
        return openedOf(session)
      }),
    close: (id, discard) =>
      inTurn(id, async (session) => {
        if (discard && session.lock.held) journals.remove(id)
        book.end(session)
      }),
    unsaved: recovery.list,
    discardUnsaved: recovery.discard,
    async closeAll() {
      endWatch()
      await book.settled()
      await journals.settled()
      for (const session of list()) book.end(session)
    },
  }
}
