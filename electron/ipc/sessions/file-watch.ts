import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { sha256 } from '../../hash.ts'
import { announce, type Session } from '../session.ts'
import type { SessionBook } from './session-book.ts'

/** Milliseconds between two looks whether something else changed a file. */
const LOOK_EVERY = 1_000

/**
 * Watches the files of open documents for changes of something else: a file is read again (`read`) where nothing is lost by that,
 * else its client is told of the conflict. Returns how to end it.
 */
export function watchFiles(book: SessionBook, read: (session: Session) => Promise<void>): () => void {
  const look = async (session: Session): Promise<void> => {
    const { path } = session
    if (path === null) return
    const now = lookAt(path)
    if (now === session.looked || now === 'gone') return
    session.looked = now
    if (sha256(await readFile(path)) === session.digest) return
    if (session.unsaved) return announce(session, 'conflict')
    await read(session)
    announce(session, 'reloaded', session.document)
  }
  const looking = setInterval(() => {
    for (const session of book.list()) {
      if (session.path === null || lookAt(session.path) === session.looked) continue
      // A file that is being replaced, or is broken for a moment, is looked at again when it is another one.
      void book.inTurn(session.id, look).catch(() => {})
    }
  }, LOOK_EVERY).unref()
  return () => clearInterval(looking)
}

/** Another text whenever the file may be another one. */
export function lookAt(path: string): string {
  const facts = statSync(path, { throwIfNoEntry: false })
  return facts ? `${facts.ino}:${facts.size}:${facts.mtimeMs}` : 'gone'
}
