import { z } from 'zod'
import type { CachedOutputs, OutputCache, OutputRecord, Provenance } from '#shared/engine/interfaces.ts'
import { type Digest, type Key, zId } from '#shared/graph/ids.ts'
import { isStandIn, mediaIn, zValue } from '#shared/graph/values.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import type { Store } from '../database.ts'
import type { FileBlobStore } from './blob-store.ts'
import type { Claims } from './claims.ts'
import type { Leases } from './leases.ts'
import { StoreError } from './store-error.ts'

/**
 * Number of the shape of the `outputs` column; raised when a value's schema changes. Outputs are checked when they are put, so a
 * row carrying today's number was checked by this very schema and is only parsed when read (1 µs); any other row is checked
 * again. Checking every row on every read would make a plan of 10,000 items several times slower and find nothing.
 */
const OUTPUTS_FORMAT = 1

const zOutputs = z.record(
  zId,
  z.array(z.object({ id: z.string().exactOptional(), digest: z.string().regex(/^[0-9a-f]{64}$/), value: zValue })),
) as unknown as z.ZodType<OutputRecord>

const zObject = z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject>
const zProvenance = z.object({
  request: zObject.exactOptional(),
  provider: z.string().exactOptional(),
  host: z.string().exactOptional(),
  job: z.string().exactOptional(),
  estimatedUsd: z.number().exactOptional(),
  chargedUsd: z.number().exactOptional(),
  wallMs: z.number(),
  date: z.string(),
  toolchain: zObject,
  paid: z.boolean(),
})

/** How long a `last used` may be behind, in milliseconds: a fully cached run then writes nothing most of the time. */
const USE_GRAIN_MS = 3_600_000

export interface StoredRow {
  readonly key: Key
  readonly format: number
  readonly present: number
  readonly outputs: string
  readonly fingerprint: string
}

/** The columns `parseRow` needs, of a table called `outputs`. */
export const ROW_COLUMNS =
  'outputs.key AS key, outputs.format AS format, outputs.present AS present, outputs.outputs AS outputs, outputs.fingerprint AS fingerprint'

/** The output cache of a data folder. */
export interface StoredOutputCache extends OutputCache {
  /** How an output came about; undefined where the key was never made or the text is damaged. */
  provenance(key: Key): Provenance | undefined
  /** Notes that these were used now (to the hour), for eviction. */
  touch(keys: readonly Key[]): void
  /** A blob turned out to be gone: the rows that name it are no longer present. */
  markMissing(digest: Digest): void
  /** A blob has come (back) into the store: rows evicted earlier whose blobs are all there again are present. */
  revive(digest: Digest): void
}

/** A row as the engine sees it; undefined where its text is damaged, which then counts as never made. */
export function parseRow(row: StoredRow): CachedOutputs | undefined {
  const outputs = parseOutputs(row)
  if (!outputs) return undefined
  return { key: row.key, outputs, present: row.present === 1, fingerprint: parseObject(row.fingerprint) }
}

/** Damaged text counts as knowing nothing: the output itself is still good, only reasons are lost. */
function parseObject(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject
  } catch {
    return {}
  }
}

function parseOutputs(row: StoredRow): OutputRecord | undefined {
  let json: unknown
  try {
    json = JSON.parse(row.outputs)
  } catch {
    return undefined
  }
  return row.format === OUTPUTS_FORMAT ? (json as OutputRecord) : zOutputs.safeParse(json).data
}

export interface OutputCacheOptions {
  readonly store: Store
  readonly blobs: FileBlobStore
  readonly claims: Claims
  readonly leases: Leases
  readonly now: () => number
}

export function createOutputCache({ store, blobs, claims, leases, now }: OutputCacheOptions): StoredOutputCache {
  const one = store.read<StoredRow, [Key]>(`SELECT ${ROW_COLUMNS} FROM outputs WHERE key = ?`)
  const many = store.read<StoredRow, [string]>(
    `SELECT ${ROW_COLUMNS} FROM json_each(?) AS wanted CROSS JOIN outputs ON outputs.key = wanted.value`,
  )
  const insert = store.writer<[Key, number, string, string, string, number, number, number, number, string]>(`
    INSERT OR REPLACE INTO outputs
      (key, format, present, outputs, fingerprint, node_type, paid, stand_in, created, last_used, provenance)
    VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertBlob = store.writer<[Digest, Key, number]>('INSERT INTO row_blobs (digest, key, bytes) VALUES (?, ?, ?)')
  const removeBlobs = store.writer<[Key]>('DELETE FROM row_blobs WHERE key = ?')
  const absentWith = store.read<{ key: Key }, [Digest]>(
    'SELECT outputs.key AS key FROM row_blobs JOIN outputs USING (key) WHERE digest = ? AND present = 0',
  )
  const blobsOf = store.read<{ digest: Digest }, [Key]>('SELECT digest FROM row_blobs WHERE key = ?')
  const anyAbsent = store.read<{ key: Key }, []>('SELECT key FROM outputs WHERE present = 0 LIMIT 1')
  const setPresent = store.writer<[Key]>('UPDATE outputs SET present = 1 WHERE key = ?')
  const provenance = store.read<{ provenance: string; fingerprint: string }, [Key]>(
    'SELECT provenance, fingerprint FROM outputs WHERE key = ?',
  )
  const due = store.read<{ key: Key }, [string, number]>(
    'SELECT outputs.key AS key FROM json_each(?) AS used CROSS JOIN outputs ON outputs.key = used.value WHERE last_used < ? LIMIT 1',
  )
  const touched = store.writer<[number, string, number]>(
    'UPDATE outputs SET last_used = ? WHERE key IN (SELECT value FROM json_each(?)) AND last_used < ?',
  )
  const missing = store.writer<[Digest]>(
    'UPDATE outputs SET present = 0 WHERE present = 1 AND key IN (SELECT key FROM row_blobs WHERE digest = ?)',
  )

  const get = (key: Key): CachedOutputs | undefined => {
    const row = one.get(key)
    return row && parseRow(row)
  }

  const insertRow = (key: Key, outputs: OutputRecord, { fingerprint, ...made }: Provenance) => {
    const sizes = new Map<Digest, number>()
    let standIn = false
    for (const { value } of Object.values(outputs).flat()) {
      standIn ||= isStandIn(value)
      for (const { digest } of mediaIn(value)) {
        const bytes = sizes.get(digest) ?? blobs.bytes(digest)
        if (bytes === undefined) throw notInStore(key, digest)
        sizes.set(digest, bytes)
      }
    }
    const text = JSON.stringify(outputs)
    const readable = JSON.stringify(fingerprint)
    const time = now()
    removeBlobs.run(key)
    insert.run(
      key,
      OUTPUTS_FORMAT,
      text,
      readable,
      nodeTypeOf(fingerprint),
      made.paid ? 1 : 0,
      standIn ? 1 : 0,
      time,
      time,
      JSON.stringify(made),
    )
    for (const [digest, bytes] of sizes) insertBlob.run(digest, key, bytes)
    leases.settle(sizes.keys())
  }

  return {
    get,
    getMany(keys) {
      const found = new Map<Key, CachedOutputs>()
      for (const row of many.all(JSON.stringify(keys))) {
        const parsed = parseRow(row)
        if (parsed) found.set(row.key, parsed)
      }
      return found
    },
    put(key, outputs, made) {
      checkOutputs(key, outputs)
      // Blobs are looked for inside the write: prune deletes files under the same lock, so what is there now stays there.
      const result = store.write('cache.put', () => {
        const first = get(key)
        if (first?.present) {
          leases.settle(digestsIn(first.outputs))
          leases.settle(digestsIn(outputs))
        } else {
          insertRow(key, outputs, made)
        }
        claims.settle(key)
        return first?.present ? first : { key, outputs, present: true, fingerprint: made.fingerprint }
      })
      claims.settled(key)
      return result
    },
    claim: (key) => claims.claim(key),
    provenance(key) {
      const row = provenance.get(key)
      if (!row) return undefined
      const made = zProvenance.safeParse(parseObject(row.provenance))
      return made.success ? { ...made.data, fingerprint: parseObject(row.fingerprint) } : undefined
    },
    touch(keys) {
      const time = now()
      const wanted = JSON.stringify(keys)
      if (!due.get(wanted, time - USE_GRAIN_MS)) return
      store.write('cache.put', () => touched.run(time, wanted, time - USE_GRAIN_MS))
    },
    markMissing(digest) {
      store.write('cache.evict', () => missing.run(digest))
    },
    revive(digest) {
      // A blob may be named by very many rows, and most stores never evicted anything.
      if (!anyAbsent.get() || !absentWith.get(digest)) return
      store.write('cache.put', () => {
        for (const { key } of absentWith.all(digest)) {
          if (blobsOf.all(key).every((blob) => blobs.has(blob.digest))) setPresent.run(key)
        }
      })
    },
  }
}

function digestsIn(outputs: OutputRecord): Digest[] {
  return Object.values(outputs)
    .flat()
    .flatMap((item) => mediaIn(item.value).map((media) => media.digest))
}

function checkOutputs(key: Key, outputs: OutputRecord): void {
  const checked = zOutputs.safeParse(outputs)
  if (checked.success) return
  const message = `What was made for ${key.slice(0, 12)}… is not a valid output (${z.prettifyError(checked.error).replaceAll('\n', ' ')}); nothing was stored. This is a fault of the node that made it.`
  throw new StoreError('failed', message)
}

function notInStore(key: Key, digest: Digest): StoreError {
  const message = `What was made for ${key.slice(0, 12)}… names the file ${digest.slice(0, 12)}…, which is not in the store; nothing was stored. Run again.`
  return new StoreError('blob-missing', message)
}

function nodeTypeOf(fingerprint: JsonObject): string {
  const type: Json | undefined = fingerprint.node
  return typeof type === 'string' ? type : ''
}
