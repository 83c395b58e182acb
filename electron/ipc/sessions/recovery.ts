import { existsSync, readFileSync } from 'node:fs'
import type { Digest } from '#shared/graph/ids.ts'
import { sha256 } from '../../hash.ts'
import { Fault } from '../fault.ts'
import type { Journals, Unsaved } from '../journal.ts'
import type { Session } from '../session.ts'
import type { DocumentLocks } from './document-locks.ts'
import type { SessionBook } from './session-book.ts'

/** What sessions that ended left unsaved in their journals. */
export interface Recovery {
  /** What a session left of the file at a path; a journal of an open session is not left. */
  leftOf(path: string): Unsaved | undefined
  /** Brings unsaved edits back into a session that has just read its file; `now` is the file's digest. */
  bringBack(session: Session, left: Unsaved, now: Digest | null): void
  /** All of it; what turns out to be saved is forgotten. */
  list(): Promise<readonly Unsaved[]>
  /** Throws it away. A Fault where there is none, or its document is open. */
  discard(id: string): Promise<void>
}

/** Recovery of what journals hold. */
export function createRecovery(journals: Journals, book: SessionBook, locks: DocumentLocks): Recovery {
  const isFree = ({ session, path }: Unsaved) => locks.isFree(path ?? journals.path(session))
  return {
    leftOf: (path) => journals.list().find((each) => each.path === path && !book.find(each.session)),
    bringBack(session, left, now) {
      if (!left.unsavedIn(now)) return journals.remove(left.session)
      journals.mend(left.session)
      session.digest = left.expected(now)
      session.document = left.document
      session.unsaved = true
      session.recovered = true
      // An outside change since then is told as the conflict it is.
      if (session.digest !== now) session.looked = ''
    },
    async list() {
      const left: Unsaved[] = []
      for (const each of journals.list()) {
        if (book.find(each.session) || !(await isFree(each))) continue
        if (savedFile(each) === null) left.push(each)
        else journals.remove(each.session)
      }
      return left
    },
    async discard(id) {
      const left = book.find(id) ? null : journals.read(id)
      if (left && (await isFree(left))) journals.remove(id)
      else throw new Fault('not-found', 'There are no unsaved edits of that name, or their document is open.')
    },
  }
}

/** The file that the first Save As made with everything in it, right before a kill kept the journal from being removed. */
export function savedFile({ path, savedUnder }: Unsaved): string | null {
  if (path !== null) return null
  const file = savedUnder.find((each) => existsSync(each.path) && sha256(readFileSync(each.path)) === each.digest)
  return file?.path ?? null
}
