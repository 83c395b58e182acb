import { setImmediate } from 'node:timers/promises'
import type { Digest } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import type { BlobFile, FileBlobStore } from './blob-store.ts'
import type { InputFiles } from './input-files.ts'
import type { Leases } from './leases.ts'
import { type Protection, type ProtectionParts, protections, type WaivableProtection } from './protection.ts'
import type { TempFolders } from './temp-folders.ts'

export interface PruneOptions {
  /** Evict, least recently used first, until the blobs take no more than this. */
  readonly maxBytes?: number
  /** Evict what nothing used for longer than this. */
  readonly olderThanDays?: number
  /** Protections the person gives up this time. */
  readonly include?: readonly WaivableProtection[]
  /** Blobs something outside the cache refers to (stored results of jobs). */
  readonly needed?: Iterable<Digest>
  /** Say what would go, remove nothing. */
  readonly dryRun?: boolean
}

export interface PrunedBlob {
  readonly digest: Digest
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly lastUsed: number
}

export interface PruneReport {
  readonly dryRun: boolean
  readonly evicted: readonly PrunedBlob[]
  readonly evictedBytes: number
  /** Blobs no present row names, left by a crash or an earlier failed prune. */
  readonly orphans: readonly { readonly digest: Digest; readonly bytes: number }[]
  readonly orphanBytes: number
  /** Temp folders of ended processes. */
  readonly temp: readonly string[]
  readonly bytesBefore: number
  readonly bytesAfter: number
  /** Blobs that would have gone for the limits but are protected, by reason; one blob may have several. */
  readonly kept: Readonly<Partial<Record<Protection, { readonly blobs: number; readonly bytes: number }>>>
  /** False where protected blobs alone take more than `maxBytes`. */
  readonly withinLimit: boolean
}

export interface PruneParts extends ProtectionParts {
  readonly store: Store
  /** The same database with `synchronous: 'full'`: see `mark`. */
  readonly openFull: () => Store
  readonly blobs: FileBlobStore
  readonly inputs: InputFiles
  readonly leases: Leases
  readonly temp: TempFolders
  /** When this process opened the cache, milliseconds since the epoch. */
  readonly opened: number
  readonly now: () => number
}

const DAY_MS = 86_400_000
/** Files removed before other work of this process gets a turn. */
const BATCH = 32

interface Choice {
  readonly evict: readonly PrunedBlob[]
  readonly orphans: readonly BlobFile[]
  readonly bytesBefore: number
  readonly kept: PruneReport['kept']
}

/**
 * Removes blobs, never rows: their digests stay, so what lies below stays up-to-date. Rows are marked first and their blobs
 * deleted after that is on the disk, so that a crash anywhere leaves no row that says `present` without its blob.
 */
export async function pruneCache(parts: PruneParts, options: PruneOptions = {}): Promise<PruneReport> {
  const choice = options.dryRun ? choose(parts, options) : mark(parts, options)
  const removed = new Set<Digest>()
  const doomed = [...choice.orphans, ...choice.evict]
  for (const [index, { digest }] of doomed.entries()) {
    if (index % BATCH === BATCH - 1) await setImmediate()
    if (options.dryRun || removeUnnamed(parts, digest)) removed.add(digest)
  }
  const evicted = choice.evict.filter(({ digest }) => removed.has(digest))
  const orphans = choice.orphans
    .filter(({ digest }) => removed.has(digest))
    .map(({ digest, bytes }) => ({ digest, bytes }))
  const evictedBytes = sum(evicted)
  const orphanBytes = sum(orphans)
  const bytesAfter = choice.bytesBefore - evictedBytes - orphanBytes
  return {
    dryRun: options.dryRun ?? false,
    evicted,
    evictedBytes,
    orphans,
    orphanBytes,
    temp: options.dryRun ? parts.temp.leftovers() : parts.temp.sweep(),
    bytesBefore: choice.bytesBefore,
    bytesAfter,
    kept: choice.kept,
    withinLimit: options.maxBytes === undefined || bytesAfter <= options.maxBytes,
  }
}

/** Chooses and marks in one write, so that no other process can show, pick or lease in between. */
function mark(parts: PruneParts, options: PruneOptions): Choice {
  // In WAL mode only a fully synchronous commit is on the disk when it returns. Were the power to fail with the files deleted
  // and the marks lost, rows would say `present` without their blobs.
  const full = parts.openFull()
  try {
    const markRows = full.writer<[Digest]>(
      'UPDATE outputs SET present = 0 WHERE present = 1 AND key IN (SELECT key FROM row_blobs WHERE digest = ?)',
    )
    return full.write('cache.evict', () => {
      const choice = choose(parts, options)
      for (const { digest } of choice.evict) markRows.run(digest)
      return choice
    })
  } finally {
    full.close()
  }
}

function choose(parts: PruneParts, options: PruneOptions): Choice {
  const files = parts.blobs.list()
  const bytesBefore = sum(files)
  const reasons = protections(parts, options.needed ?? [])
  const waived = new Set<Protection>(options.include ?? [])
  const protectedBy = (digest: Digest) => [...(reasons.get(digest) ?? [])].filter((reason) => !waived.has(reason))
  const lastUsed = lastUses(parts.store)

  const orphans: BlobFile[] = []
  const candidates: (PrunedBlob & { readonly reasons: readonly Protection[] })[] = []
  for (const file of files) {
    const used = lastUsed.get(file.digest) ?? (parts.inputs.isInput(file.digest) ? file.written : undefined)
    const held = protectedBy(file.digest)
    if (used !== undefined) candidates.push({ digest: file.digest, bytes: file.bytes, lastUsed: used, reasons: held })
    // A younger one may be of a process that has not named it yet.
    else if (held.length === 0 && file.written < parts.opened) orphans.push(file)
  }
  candidates.sort((a, b) => a.lastUsed - b.lastUsed || (a.digest < b.digest ? -1 : 1))

  const oldest =
    options.olderThanDays === undefined ? Number.NEGATIVE_INFINITY : parts.now() - options.olderThanDays * DAY_MS
  const limit = options.maxBytes ?? Number.POSITIVE_INFINITY
  let left = bytesBefore - sum(orphans)
  const evict: PrunedBlob[] = []
  const kept: Partial<Record<Protection, { blobs: number; bytes: number }>> = {}
  for (const { reasons: held, ...blob } of candidates) {
    if (blob.lastUsed >= oldest && left <= limit) continue
    if (held.length === 0) {
      evict.push(blob)
      left -= blob.bytes
    }
    for (const reason of held) {
      const so = kept[reason] ?? { blobs: 0, bytes: 0 }
      kept[reason] = { blobs: so.blobs + 1, bytes: so.bytes + blob.bytes }
    }
  }
  return { evict, orphans, bytesBefore, kept }
}

/** When any row that is present and names the blob was last used. */
function lastUses(store: Store): ReadonlyMap<Digest, number> {
  const rows = store.read<{ digest: Digest; used: number }, []>(`
    SELECT digest, max(last_used) AS used FROM row_blobs JOIN outputs USING (key) WHERE present = 1 GROUP BY digest`)
  return new Map(rows.all().map(({ digest, used }) => [digest, used]))
}

/**
 * Deletes a file unless somebody has come to need it since it was chosen. The write lock is held meanwhile: a `put` of another
 * process looks for its blobs under the same lock, so it either comes first and is seen here, or finds the blob gone.
 */
function removeUnnamed({ store, blobs, leases }: PruneParts, digest: Digest): boolean {
  const named = store.read<{ key: string }, [Digest]>(
    'SELECT key FROM row_blobs JOIN outputs USING (key) WHERE digest = ? AND present = 1 LIMIT 1',
  )
  return store.write('cache.evict', () => {
    if (named.get(digest) || leases.isHeld(digest)) return false
    blobs.remove(digest)
    return true
  })
}

function sum(blobs: readonly { readonly bytes: number }[]): number {
  return blobs.reduce((total, blob) => total + blob.bytes, 0)
}
