import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Digest } from '#shared/graph/ids.ts'
import { acquireOwner, type Owner } from '../../owner.ts'
import { type Cache, openCache } from '../open-cache.ts'

export interface TestCache {
  readonly folder: string
  readonly cache: Cache
  readonly owner: Owner
  /** A clock the test moves: milliseconds since the epoch. */
  readonly clock: { time: number }
  /** Stores a blob with this content. */
  add(content: string): Promise<Digest>
  /** Writes a file outside the store and returns its path. */
  outside(name: string, content: string): string
  /** Opens the same folder once more, as another owner. */
  again(): TestCache
  /** Closes this one as a process that ends well does. */
  end(): void
  /** Ends it and removes the folder. */
  close(): void
}

export function openTestCache(folder = mkdtempSync(join(tmpdir(), 'reelay-cache-'))): TestCache {
  const data = join(folder, 'data')
  const owner = acquireOwner(join(data, 'owners'))
  const clock = { time: Date.UTC(2026, 0, 1) }
  const cache = openCache({ folder: data, owner, now: () => clock.time })
  let open = true
  let count = 0
  const end = () => {
    if (!open) return
    open = false
    cache.close()
    owner.release()
  }
  return {
    folder,
    cache,
    owner,
    clock,
    async add(content) {
      const file = join(cache.temp.own(), `made-${count++}`)
      writeFileSync(file, content)
      return (await cache.blobs.take(file)).digest
    },
    outside(name, content) {
      mkdirSync(join(folder, 'outside'), { recursive: true })
      const path = join(folder, 'outside', name)
      writeFileSync(path, content)
      return path
    },
    again: () => openTestCache(folder),
    end,
    close() {
      end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
