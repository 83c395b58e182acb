import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '#shared/graph/document.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import type { Registry } from '#shared/node/define.ts'
import { openProject } from '../../project/project-file.ts'
import { folderOf, rebaseFiles } from '../../project/rebase-files.ts'
import type { Client } from '../client.ts'
import { Fault } from '../fault.ts'
import type { Journals, Unsaved } from '../journal.ts'
import type { Session } from '../session.ts'
import type { DocumentLocks } from './document-locks.ts'
import { lookAt } from './file-watch.ts'
import { type Recovery, savedFile } from './recovery.ts'
import { type Opened, openedOf, type SessionBook } from './session-book.ts'

/** Milliseconds that a page that is loaded again waits for the connection it had before to end. */
const WAITS_FOR_THE_OLD = 1_000

interface OpeningParts {
  readonly registry: Registry
  /** The data folder. */
  readonly data: string
  readonly journals: Journals
  readonly book: SessionBook
  readonly locks: DocumentLocks
  readonly recovery: Recovery
}

/** How documents come to be open. Throws ProjectFileError and Fault. */
export interface Opening {
  open(path: string, client: Client): Promise<Opened>
  create(name: string, delivery: Settings['delivery'], client: Client): Promise<Opened>
  /** Opens a copy of a file that has no file of its own yet. */
  copy(path: string, client: Client): Promise<Opened>
  /** Goes on with a session, also with one that ended and left something unsaved. */
  resume(id: string, client: Client): Promise<Opened>
}

/** Opens documents into a book. */
export function createOpening({ registry, data, journals, book, locks, recovery }: OpeningParts): Opening {
  const open: Opening['open'] = async (path, client) => {
    const full = resolve(path)
    const own = book.list().find((each) => each.client === null && each.path === full)
    if (own) return book.attach(own, client)
    const read = await openProject(full, registry)
    const left = recovery.leftOf(full)
    let id = left?.session ?? randomUUID()
    const lock = await locks.take(full, () => id)
    // Whoever holds the lock goes on with the journal.
    if (!lock.held) id = randomUUID()
    const session: Session = {
      ...{ id, path: full, file: full, document: read.document, saved: read.document, digest: read.digest },
      ...{ warnings: read.warnings, lock, revision: 0, unsaved: false, recovered: false, client, looked: lookAt(full) },
    }
    if (left && lock.held) recovery.bringBack(session, left, read.digest)
    return book.add(session)
  }

  const openUntitled = async (
    id: string,
    part: Pick<Session, 'document' | 'warnings'>,
    client: Client,
  ): Promise<Session> => {
    const lock = await locks.take(journals.path(id), () => id)
    return {
      ...{ id, path: null, file: join(data, 'untitled', `${id}.reelay`), ...part, saved: null, digest: null, lock },
      ...{ revision: 0, unsaved: false, recovered: false, client, looked: '' },
    }
  }

  const openLeft = async (left: Unsaved, client: Client): Promise<Opened> => {
    const saved = savedFile(left)
    if (saved !== null) {
      const opened = await open(saved, client)
      journals.remove(left.session)
      return opened
    }
    if (left.path !== null && existsSync(left.path)) return open(left.path, client)
    const session = await openUntitled(left.session, { document: left.document, warnings: [] }, client)
    if (!session.lock.held) {
      session.lock.release()
      throw openElsewhere()
    }
    // Its file is gone: the edits are all there is, and they are saved under a name again.
    if (left.path !== null) session.document = rebaseFiles(left.document, registry, folderOf(left.path), null)
    journals.mend(left.session)
    return book.add({ ...session, unsaved: true, recovered: true })
  }

  return {
    open,
    async create(name, delivery, client) {
      const document = { ...newDocument(randomUUID(), name), settings: { delivery } }
      return book.add(await openUntitled(randomUUID(), { document, warnings: [] }, client))
    },
    async copy(path, client) {
      const { document, warnings } = await openProject(path, registry)
      const copied = rebaseFiles({ ...document, id: randomUUID() }, registry, folderOf(path), null)
      return book.add(await openUntitled(randomUUID(), { document: copied, warnings }, client))
    },
    async resume(id, client) {
      const deadline = Date.now() + WAITS_FOR_THE_OLD
      for (;;) {
        const session = book.find(id)
        if (!session) break
        if (session.client === null || session.client === client) return book.attach(session, client)
        if (Date.now() >= deadline) {
          // A tab that was duplicated: the first one keeps the document.
          if (session.path !== null) return open(session.path, client)
          throw openElsewhere()
        }
        await sleep(20)
      }
      const left = journals.read(id)
      if (left) return openLeft(left, client)
      return openedOf(book.get(id))
    },
  }
}

function openElsewhere(): Fault {
  return new Fault('read-only', 'This unsaved document is open in another window; go on there.')
}
