import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { Out } from '#shared/ipc/contract.ts'
import type { Registry } from '#shared/node/define.ts'
import { serialiseProject } from '#shared/project/serialise.ts'
import { sha256 } from '../../hash.ts'
import { ProjectFileError } from '../../project/project-error.ts'
import { openProject, saveProject } from '../../project/project-file.ts'
import { folderOf, rebaseFiles } from '../../project/rebase-files.ts'
import type { ProjectLock } from '../../project/session-lock.ts'
import { Fault } from '../fault.ts'
import type { Journals } from '../journal.ts'
import type { Session } from '../session.ts'
import { lookAt } from './file-watch.ts'
import type { SessionBook } from './session-book.ts'

interface SavingParts {
  readonly registry: Registry
  readonly journals: Journals
  readonly book: SessionBook
  /** Told when a session has another document than before. */
  readonly onChange: (session: Session) => void
}

/** Takes documents to their files and back. Everything is called in the session's turn; throws Fault and ProjectFileError. */
export interface Saving {
  /** Writes the document; a `conflict` where something else changed the file. */
  write(session: Session): Promise<Out<'document.save'>>
  /** Writes it over whatever the file holds now. */
  overwrite(session: Session): Promise<Out<'document.save'>>
  /** Writes it under another name and goes on with that file; `lock` takes the lock of a path. */
  writeAs(session: Session, to: string, replace: boolean, lock: (path: string) => Promise<ProjectLock>): Promise<void>
  /** Takes the document from its file; unsaved edits are thrown away. */
  read(session: Session): Promise<void>
}

/** Saving for the sessions of a book. */
export function createSaving({ registry, journals, book, onChange }: SavingParts): Saving {
  const write: Saving['write'] = async (session) => {
    const { path, document, digest, saved } = session
    if (path === null) throw new Fault('no-path', 'This document has no file yet; save it under a name.')
    await journals.saving(session.id, sha256(serialiseProject(document)))
    const result = await saveProject(path, document, { expectedDigest: digest, ...(saved ? { unedited: saved } : {}) })
    journals.remove(session.id)
    Object.assign(session, { digest: result.digest, saved: document, unsaved: false, looked: lookAt(path) })
    book.register(session)
    return { path, written: result.written }
  }

  return {
    write,
    async overwrite(session) {
      if (session.path !== null) {
        const digest = existsSync(session.path) ? sha256(await readFile(session.path)) : null
        // Also what is as it was when it was opened is written: the file holds something else.
        Object.assign(session, { digest, saved: null })
      }
      return write(session)
    },
    async writeAs(session, to, replace, lockFor) {
      const { id } = session
      const path = withExtension(resolve(to))
      if (path === session.path && session.lock.held) {
        await write(session)
        return
      }
      const lock = await lockFor(path)
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
      book.register(session)
      onChange(session)
    },
    async read(session) {
      const { path } = session
      if (path === null) throw new Fault('no-path', 'This document has no file yet, so there is none to read.')
      const looked = lookAt(path)
      const { document, warnings, digest } = await openProject(path, registry)
      if (session.lock.held) journals.remove(session.id)
      Object.assign(session, { document, saved: document, warnings, digest, looked, unsaved: false, recovered: false })
      session.revision++
      onChange(session)
    },
  }
}

function withExtension(path: string): string {
  return extname(path) === '.reelay' ? path : `${path}.reelay`
}
