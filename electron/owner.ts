import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Who works on a data folder. Each process holds an operating-system lock (SQLite's own file lock on a small file) that dies with
 * it however it dies, so "is the owner of this row still alive?" is asked of the kernel, never of a clock.
 */
export interface Owner {
  readonly id: string
  /** False for an owner whose process has ended, and for one never seen. */
  isAlive(owner: string): boolean
  /** Owners whose process has ended but whose lock file is still there. */
  dead(): string[]
  /** Forgets a dead owner, after everything it left has been taken over. */
  forget(owner: string): void
  release(): void
}

export function acquireOwner(folder: string): Owner {
  mkdirSync(folder, { recursive: true })
  const file = (owner: string) => join(folder, `${owner}.lock`)
  const { id, lock } = takeLock(file)

  /** Takes a dead owner's lock for as long as `act` runs; false where the owner lives. */
  const whileLocked = (owner: string, act: () => void): boolean => {
    let probe: Database.Database
    try {
      probe = new Database(file(owner), { timeout: 0, fileMustExist: true })
    } catch (error) {
      // Forgotten by another process a moment ago; a new file in its place would look like somebody's lock.
      if (!existsSync(file(owner))) return true
      throw error
    }
    try {
      probe.exec('BEGIN EXCLUSIVE')
      act()
      probe.exec('ROLLBACK')
      return true
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false
      throw error
    } finally {
      probe.close()
    }
  }

  const isAlive = (owner: string): boolean => {
    if (owner === id) return true
    if (!existsSync(file(owner))) return false
    return !whileLocked(owner, () => {})
  }

  const removeFiles = (owner: string) => {
    for (const suffix of ['', '-journal']) rmSync(file(owner) + suffix, { force: true })
  }

  const forget = (owner: string): void => {
    if (owner === id || !existsSync(file(owner))) return
    // Removed under its lock: between a look and the removal, a process that has just made this file could lock it and go on
    // with a lock that nobody sees. Windows removes no open file, so there the file goes after, and stays where it is locked.
    if (process.platform !== 'win32') whileLocked(owner, () => removeFiles(owner))
    else if (whileLocked(owner, () => {})) {
      try {
        removeFiles(owner)
      } catch {
        // Somebody has opened it; whoever comes later removes it.
      }
    }
  }

  return {
    id,
    isAlive,
    dead: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.lock'))
        .map((name) => name.slice(0, -'.lock'.length))
        .filter((owner) => !isAlive(owner)),
    forget,
    release: () => {
      lock.close()
      removeFiles(id)
    },
  }
}

function takeLock(file: (owner: string) => string): { id: string; lock: Database.Database } {
  for (;;) {
    const id = randomUUID()
    const lock = new Database(file(id), { timeout: 5_000 })
    lock.exec('BEGIN EXCLUSIVE')
    // Between making the file and locking it, another process may have taken it for a dead one's and removed it.
    if (existsSync(file(id))) return { id, lock }
    lock.close()
  }
}
