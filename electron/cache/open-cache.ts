import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Digest } from '#shared/graph/ids.ts'
import { openStore, type Store } from '../database.ts'
import type { DurableStep } from '../durable.ts'
import type { Owner } from '../owner.ts'
import { createBlobStore, type FileBlobStore } from './blob-store.ts'
import { createClaims } from './claims.ts'
import { createDocuments, type Documents } from './documents.ts'
import { createInputFiles, type InputFiles } from './input-files.ts'
import { createLeases } from './leases.ts'
import { createMade, type Made } from './made.ts'
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
  readonly made: Made
  readonly inputs: InputFiles
  readonly documents: Documents
  readonly runs: RunHistory
  readonly temp: TempFolders
  /**
   * Holds blobs against prune, also of other processes, until `release`. `missing` are those that are not in the store: what
   * made them has to run again.
   */
  lease(digests: readonly Digest[]): { readonly missing: readonly Digest[]; release(): void }
  /**
   * Another text whenever what a plan reads here (rows, shown outputs, input files) may have changed, by this process or
   * another; the same text means the same answers.
   */
  revision(): string
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
  let planned = 0
  const openIndex = (synchronous: 'normal' | 'full') => {
    const store = openStore(index, MIGRATIONS, synchronous)
    return watched(store, folder, (step) => {
      if (PLAN_STEPS.has(step)) planned++
    })
  }
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
    onStored: (digest) => outputs.revive(digest),
    onMissing: (digest) => outputs.markMissing(digest),
  })
  const outputs: StoredOutputCache = createOutputCache({ store, blobs, claims, leases, now })
  const inputs = createInputFiles(store)
  const dataVersion = store.read<{ data_version: number }, []>('PRAGMA data_version')

  return {
    outputs,
    blobs,
    shown: createShown(store),
    made: createMade(store),
    inputs,
    documents: createDocuments(store, now),
    runs: createRunHistory(store, owner),
    temp,
    lease(digests) {
      const held = leases.hold(digests)
      return { missing: digests.filter((digest) => !blobs.has(digest)), release: held.release }
    },
    // SQLite raises its number for commits of other connections only, so own ones are counted beside it.
    revision: () => `${dataVersion.get()?.data_version ?? 0}.${planned}`,
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

/** Steps after which a plan may come out otherwise. */
const PLAN_STEPS: ReadonlySet<DurableStep> = new Set(['cache.put', 'cache.shown', 'cache.input-file', 'cache.evict'])

/** A write that SQLite could not do (disk full, folder read-only) says so in a sentence; one that it did is told. */
function watched(store: Store, folder: string, onWritten: (step: DurableStep) => void): Store {
  return {
    ...store,
    write(step, act) {
      const result = saying('write to the index', folder, () => store.write(step, act))
      onWritten(step)
      return result
    },
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
