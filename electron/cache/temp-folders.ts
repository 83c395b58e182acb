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
  /** Removes those; returns them. */
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
    sweep() {
      const dead = leftovers()
      for (const name of dead) rmSync(join(folder, name), { recursive: true, force: true })
      return dead
    },
    removeOwn: () => rmSync(mine, { recursive: true, force: true }),
  }
}
