import { lockProject, type ProjectLock } from '../../project/session-lock.ts'
import { Fault } from '../fault.ts'
import { announce, type Session } from '../session.ts'
import type { SessionBook } from './session-book.ts'

/** Who may edit a document: one session, over all processes of a data folder. */
export interface DocumentLocks {
  /** Takes the lock of a path, for the session of the id asked for when another one wants it. The answer may not hold it. */
  take(path: string, session: () => string): Promise<ProjectLock>
  /** Nobody, in any process, holds the lock of a path. */
  isFree(path: string): Promise<boolean>
}

/** Locks in `folder`. A session that another one takes over saves (`write`) first; where that fails it keeps its document. */
export function createDocumentLocks(
  folder: string,
  book: SessionBook,
  write: (session: Session) => Promise<unknown>,
): DocumentLocks {
  const giveWay = async (id: string) => {
    if (!book.find(id)) return
    await book.inTurn(id, async (session) => {
      if (session.path !== null) await write(session)
    })
    // The lock is let go when this has settled, so it is told after.
    setImmediate(() => {
      const session = book.find(id)
      if (session) announce(session, 'taken-over')
    })
  }
  return {
    take: (path, session) => lockProject(folder, path, { onTakenOver: () => giveWay(session()) }),
    async isFree(path) {
      const lock = await lockProject(folder, path)
      const free = lock.held
      lock.release()
      return free
    },
  }
}

/** Throws a Fault where a session only looks at its document. */
export function mayEdit(session: Session): void {
  if (session.lock.held) return
  throw new Fault(
    'read-only',
    `${session.path ?? 'This document'} is being edited in another window; take it over to edit it here.`,
  )
}
