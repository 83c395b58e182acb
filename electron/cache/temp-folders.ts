import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Owner } from '../owner.ts'

/** `temp/<owner>/…`: unfinished files, on the same file system as the blobs so that they can be renamed into place. */
export interface TempFolders {
  /** This process's own folder, made when first asked for. */
  own(): string
  /** A new empty folder inside it; whoever asked removes it. */
  make(prefix: string): string
  /** Owners whose process has ended but whose folder is still there. */
  leftovers(): string[]
  /** Removes those; returns the ones it could. */
  sweep(): string[]
  removeOwn(): void
}

export function createTempFolders(folder: string, owner: Owner): TempFolders {
  const mine = join(folder, owner.id)
  const own = () => {
    mkdirSync(mine, { recursive: true })
    return mine
  }
  const leftovers = () => {
    mkdirSync(folder, { recursive: true })
    return readdirSync(folder).filter((name) => !owner.isAlive(name))
  }
  return {
    own,
    make: (prefix) => mkdtempSync(join(own(), `${prefix}-`)),
    leftovers,
    sweep: () => leftovers().filter((name) => removed(join(folder, name))),
    removeOwn: () => rmSync(mine, { recursive: true, force: true }),
  }
}

/**
 * A killed process's ffmpeg may live on for a moment and put a file where we are clearing away (or, on Windows, hold one open).
 * Nobody will ever read that file, so its folder just waits for the next start.
 */
function removed(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && STILL_IN_USE.has(String(error.code))) return false
    throw error
  }
}

const STILL_IN_USE = new Set(['ENOTEMPTY', 'EBUSY', 'EPERM', 'EEXIST'])
