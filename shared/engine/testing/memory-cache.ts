import { createHash } from 'node:crypto'
import type { Digest, Key } from '../../graph/ids.ts'
import { mediaIn } from '../../graph/values.ts'
import type { BlobStore, CachedOutputs, OutputCache, OutputRecord, Provenance } from '../interfaces.ts'

/** How often each part of the cache was asked; `keys` counts the keys of all `getMany` calls together. */
export interface CacheCalls {
  get: number
  getMany: number
  keys: number
  put: number
  claim: number
}

/** An output cache without a disk, for tests of the engine: the same rules, and it counts its calls. */
export interface MemoryCache extends OutputCache {
  readonly calls: CacheCalls
  /** Everything stored, oldest first. */
  rows(): readonly (CachedOutputs & { readonly provenance: Provenance })[]
  /** Keys claimed and neither put nor released. */
  claimed(): readonly Key[]
  /** What prune does to a row: its digests stay, its blobs are gone. */
  evict(key: Key): void
}

/** With `blobs` a `put` is refused when it names a blob that is not there; without, every digest is taken as present. */
export function createMemoryCache(blobs?: Pick<BlobStore, 'has'>): MemoryCache {
  const rows = new Map<Key, CachedOutputs & { readonly provenance: Provenance }>()
  const claims = new Map<Key, symbol>()
  const calls: CacheCalls = { get: 0, getMany: 0, keys: 0, put: 0, claim: 0 }
  return {
    calls,
    rows: () => [...rows.values()],
    claimed: () => [...claims.keys()],
    evict(key) {
      const row = rows.get(key)
      if (row) rows.set(key, { ...row, present: false })
    },
    get(key) {
      calls.get++
      return rows.get(key)
    },
    getMany(keys) {
      calls.getMany++
      calls.keys += keys.length
      const found = new Map<Key, CachedOutputs>()
      for (const key of keys) {
        const row = rows.get(key)
        if (row) found.set(key, row)
      }
      return found
    },
    put(key, outputs, provenance) {
      calls.put++
      const old = rows.get(key)
      if (old?.present) {
        claims.delete(key)
        return old
      }
      for (const digest of namedBlobs(outputs)) {
        if (blobs && !blobs.has(digest)) throw new Error(`${key} names the blob ${digest}, which is not in the store`)
      }
      // As text and back, like the real one: what JSON cannot hold must not survive in tests only.
      const row = JSON.parse(
        JSON.stringify({ key, outputs, present: true, fingerprint: provenance.fingerprint, provenance }),
      )
      rows.set(key, row)
      claims.delete(key)
      return row
    },
    claim(key) {
      calls.claim++
      if (claims.has(key)) return null
      const token = Symbol(key)
      claims.set(key, token)
      return {
        release() {
          if (claims.get(key) === token) claims.delete(key)
        },
      }
    },
  }
}

function namedBlobs(outputs: OutputRecord): Digest[] {
  return Object.values(outputs)
    .flat()
    .flatMap((item) => mediaIn(item.value).map((media) => media.digest))
}

/** A blob store without a disk. `write` makes a pretended file that `take` then finds by its path. */
export interface MemoryBlobs extends BlobStore {
  add(content: string): Digest
  write(path: string, content: string): void
  remove(digest: Digest): void
}

export function createMemoryBlobs(): MemoryBlobs {
  const blobs = new Set<Digest>()
  const files = new Map<string, string>()
  const add = (content: string) => {
    const digest = createHash('sha256').update(content).digest('hex')
    blobs.add(digest)
    return digest
  }
  return {
    add,
    write: (path, content) => void files.set(path, content),
    remove: (digest) => void blobs.delete(digest),
    has: (digest) => blobs.has(digest),
    path(digest) {
      if (!blobs.has(digest)) throw new Error(`the blob ${digest} is not in the store`)
      return `memory:${digest}`
    },
    async take(path) {
      const content = files.get(path)
      if (content === undefined) throw new Error(`there is no file ${path}`)
      files.delete(path)
      return { digest: add(content), bytes: Buffer.byteLength(content) }
    },
  }
}
