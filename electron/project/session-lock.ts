import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { sha256 } from '../hash.ts'
import { ProjectFileError } from './project-error.ts'

/** Milliseconds between two looks at a lock someone else holds, and at whether someone wants ours. */
const POLL_MS = 50

export interface LockOptions {
  /** How long to wait for whoever holds the project now, in milliseconds; 0 tries once. */
  readonly waitMs?: number
  /**
   * Given by an editor, which can go on read-only: called when another session takes over, and the lock is let go when it has
   * settled, so there is time to save; where it fails the lock is kept. Without it the lock is never given away.
   */
  readonly onTakenOver?: () => void | Promise<void>
}

/** One session's hold on a project. */
export interface ProjectLock {
  /** False: another window, tab or process edits the project; this one may only look. */
  readonly held: boolean
  /** Asks whoever holds the project to let go. False where it has not within `waitMs` (10 seconds unless told). */
  takeOver(waitMs?: number): Promise<boolean>
  release(): void
}

/**
 * Takes the editing session of a project: one at a time, over all windows, tabs and processes that use `folder` (in the data
 * folder). It is an operating-system lock and dies with its process. The file itself is not touched and may not exist yet.
 */
export async function lockProject(
  folder: string,
  path: string,
  { waitMs = 0, onTakenOver }: LockOptions = {},
): Promise<ProjectLock> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${lockName(path)}.lock`)
  const wanted = `${file}.wanted`
  let lock: Database.Database | null = null
  let watch: NodeJS.Timeout | undefined

  const release = () => {
    clearInterval(watch)
    // The lock file stays: removing it could take it from under a process that has just opened it.
    lock?.close()
    lock = null
  }
  const tryOnce = (): boolean => {
    lock ??= tryLock(file, path)
    if (!lock) return false
    rmSync(wanted, { force: true })
    watchForOthers()
    return true
  }
  const watchForOthers = () => {
    clearInterval(watch)
    if (onTakenOver) watch = setInterval(giveWay, POLL_MS, onTakenOver).unref()
  }
  const giveWay = async (save: () => void | Promise<void>) => {
    if (!existsSync(wanted)) return
    clearInterval(watch)
    try {
      await save()
      release()
    } catch {
      // What could not be saved would be lost with the lock. Telling the person is the editor's part, which knows what failed.
      if (lock) watchForOthers()
    }
  }
  const tryUntil = async (deadline: number, ask: () => void): Promise<boolean> => {
    for (;;) {
      if (tryOnce()) return true
      if (Date.now() >= deadline) return false
      ask()
      await sleep(POLL_MS)
    }
  }

  await tryUntil(Date.now() + waitMs, () => {})
  return {
    get held() {
      return lock !== null
    },
    async takeOver(takeOverMs = 10_000) {
      // Asked again at each look: a third session may have got in between, and taken the question for answered.
      const taken = await tryUntil(Date.now() + takeOverMs, () => writeFileSync(wanted, ''))
      if (!taken) rmSync(wanted, { force: true })
      return taken
    },
    release,
  }
}

/** One name for one file, whatever links or letter case lead to it. */
function lockName(path: string): string {
  const full = resolve(path)
  const real = existsSync(full)
    ? realpathSync.native(full)
    : join(existsSync(dirname(full)) ? realpathSync.native(dirname(full)) : dirname(full), basename(full))
  return sha256(real)
}

function tryLock(file: string, path: string): Database.Database | null {
  let lock: Database.Database | undefined
  try {
    lock = new Database(file, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    const why = error instanceof Error ? error.message : String(error)
    throw new ProjectFileError(
      'io',
      `${path} could not be locked for editing in ${dirname(file)} (${why}); check that folder.`,
      error,
    )
  }
}
