import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Digest } from '#shared/graph/ids.ts'
import { openStore, type Store } from '../database.ts'
import type { Owner } from '../owner.ts'
import { createBlobStore, type FileBlobStore } from './blob-store.ts'
import { createClaims } from './claims.ts'
import { createDocuments, type Documents } from './documents.ts'
import { createInputFiles, type InputFiles } from './input-files.ts'
import { createLeases } from './leases.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { createOutputCache, type StoredOutputCache } from './output-cache.ts'
import { type PruneOptions, type PruneReport, pruneCache } from './prune.ts'
import { createRunHistory, type RunHistory } from './run-history.ts'
import { createShown, type Shown } from './shown.ts'
import { type CacheStats, cacheStats } from './stats.ts'
import { toStoreError } from './store-error.ts'
import { createTempFolders, type TempFolders } from './temp-folders.ts'
import { type VerifyOptions, type VerifyReport, verifyCache } from './verify.ts'

/** Everything a data folder remembers of outputs. Errors are StoreErrors. */
export interface Cache {
  readonly outputs: StoredOutputCache
  readonly blobs: FileBlobStore
  readonly shown: Shown
  readonly inputs: InputFiles
  readonly documents: Documents
  readonly runs: RunHistory
  readonly temp: TempFolders
  /**
   * Holds blobs against prune, also of other processes, until `release`. `missing` are those that are not in the store: what
   * made them has to run again.
   */
  lease(digests: readonly Digest[]): { readonly missing: readonly Digest[]; release(): void }
  verify(options?: VerifyOptions): Promise<VerifyReport>
  stats(): CacheStats
  prune(options?: PruneOptions): Promise<PruneReport>
  close(): void
}

export interface OpenCacheOptions {
  /** The data folder, on a local disk; made where it is missing. */
  readonly folder: string
  readonly owner: Owner
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

/** Opens the cache of a data folder and tidies up after processes that ended without doing so. */
export function openCache({ folder, owner, now = Date.now }: OpenCacheOptions): Cache {
  const opened = Date.now()
  const index = join(folder, 'index.db')
  const openIndex = (synchronous: 'normal' | 'full') =>
    withStoreErrors(openStore(index, MIGRATIONS, synchronous), folder)
  const { store, temp } = saying('open the data folder', folder, () => {
    mkdirSync(join(folder, 'blobs'), { recursive: true })
    const temp = createTempFolders(join(folder, 'temp'), owner)
    temp.sweep()
    return { store: openIndex('normal'), temp }
  })

  const leases = createLeases(store, owner)
  const claims = createClaims(store, owner)
  leases.sweep()
  claims.sweep()
  const blobs = createBlobStore({
    folder: join(folder, 'blobs'),
    temp,
    onTake: (digest) => leases.holdTaken(digest),
    onMissing: (digest) => outputs.markMissing(digest),
  })
  const outputs: StoredOutputCache = createOutputCache({ store, blobs, claims, leases, now })
  const inputs = createInputFiles(store)

  return {
    outputs,
    blobs,
    shown: createShown(store),
    inputs,
    documents: createDocuments(store, now),
    runs: createRunHistory(store, owner),
    temp,
    lease(digests) {
      const held = leases.hold(digests)
      return { missing: digests.filter((digest) => !blobs.has(digest)), release: held.release }
    },
    verify: (options) => verifyCache({ store, blobs, temp, markMissing: outputs.markMissing }, options),
    stats: () => cacheStats(store, blobs),
    prune: (options) =>
      pruneCache({ store, openFull: () => openIndex('full'), blobs, inputs, leases, temp, opened, now }, options),
    close() {
      claims.releaseAll()
      leases.releaseAll()
      temp.removeOwn()
      store.close()
    },
  }
}

/** A write that SQLite could not do (disk full, folder read-only) says so in a sentence. */
function withStoreErrors(store: Store, folder: string): Store {
  return {
    ...store,
    write: (step, act) => saying('write to the index', folder, () => store.write(step, act)),
  }
}

function saying<T>(what: string, folder: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const foreign = error instanceof Database.SqliteError || (error instanceof Error && 'syscall' in error)
    throw foreign ? toStoreError(error, what, folder) : error
  }
}
