import type { Document } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import type { Registry } from '#shared/node/define.ts'
import { ProjectFileError } from './project-error.ts'
import { type OpenedProject, openProject, type SavedProject, saveProject } from './project-file.ts'
import { lockProject } from './session-lock.ts'

export interface EditProjectArgs {
  readonly path: string
  readonly registry: Registry
  /** The folder of session locks in the data folder. */
  readonly locks: string
  /** What to change in the document as it is now; what it throws is passed on and nothing is saved. */
  readonly change: (opened: OpenedProject) => readonly Edit[] | Promise<readonly Edit[]>
  /** How long to wait for another session, in milliseconds. */
  readonly waitMs?: number
}

export interface EditedProject extends SavedProject {
  readonly document: Document
}

/**
 * Opens, edits and saves a project in one editing session, so that of two commands at once neither loses the other's edit.
 * Throws ProjectFileError; `locked` where another session does not end in time.
 */
export async function editProject({
  path,
  registry,
  locks,
  change,
  waitMs = 5_000,
}: EditProjectArgs): Promise<EditedProject> {
  const lock = await lockProject(locks, path, { waitMs })
  try {
    if (!lock.held) {
      throw new ProjectFileError(
        'locked',
        `${path} is being edited in another window or command; close it there and try again.`,
      )
    }
    const opened = await openProject(path, registry)
    const result = applyEdits(opened.document, await change(opened))
    if (!result.ok) throw new ProjectFileError('refused', `${path}: ${result.problem}`)
    const saved = await saveProject(path, result.document, { expectedDigest: opened.digest, unedited: opened.document })
    return { ...saved, document: result.document }
  } finally {
    lock.release()
  }
}
