import type { Digest, Key } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import type { FileBlobStore } from './blob-store.ts'
import { hashFile } from './hash-file.ts'
import { parseRow, ROW_COLUMNS, type StoredRow } from './output-cache.ts'
import type { TempFolders } from './temp-folders.ts'

export type ProblemKind = 'database' | 'row' | 'missing' | 'size' | 'damaged'

export interface CacheProblem {
  readonly kind: ProblemKind
  /** One sentence for a person. */
  readonly message: string
  readonly digest?: Digest
  readonly key?: Key
}

export interface VerifyReport {
  /** No problem; leftovers are no problem. */
  readonly ok: boolean
  readonly problems: readonly CacheProblem[]
  readonly rows: number
  readonly blobs: number
  readonly bytes: number
  /** What a crash or another running process may leave and prune removes: blobs that no present row or input file names. */
  readonly orphans: readonly { readonly digest: Digest; readonly bytes: number }[]
  /** Temp folders of ended processes. */
  readonly temp: readonly string[]
  /** Problems mended: their rows are no longer present, so what made them is made again when needed. */
  readonly repaired: number
}

export interface VerifyOptions {
  /** Takes damaged blobs away and marks the rows that name them, so that they are made anew. */
  readonly repair?: boolean
  readonly signal?: AbortSignal
  /** Bytes hashed so far and in all. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface VerifyParts {
  readonly store: Store
  readonly blobs: FileBlobStore
  readonly temp: TempFolders
  readonly markMissing: (digest: Digest) => void
}

const short = (digest: Digest) => `${digest.slice(0, 12)}…`

/** Reads every row and every blob and compares them. Memory stays flat however large the blobs are. */
export async function verifyCache(parts: VerifyParts, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { store, blobs } = parts
  const problems: CacheProblem[] = [...databaseProblems(store), ...rowProblems(store)]
  const names = store.read<{ key: Key; bytes: number }, [Digest]>(`
    SELECT row_blobs.key AS key, row_blobs.bytes AS bytes FROM row_blobs JOIN outputs USING (key)
    WHERE digest = ? AND present = 1`)
  const isInput = store.read<{ digest: Digest }, [Digest]>('SELECT digest FROM input_files WHERE digest = ?')

  const files = blobs.list()
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  const orphans: { digest: Digest; bytes: number }[] = []
  let done = 0
  for (const file of files) {
    options.signal?.throwIfAborted()
    const rows = names.all(file.digest)
    if (rows.length === 0 && !isInput.get(file.digest)) orphans.push({ digest: file.digest, bytes: file.bytes })
    const said = rows[0]
    if (said && said.bytes !== file.bytes) {
      const message = `The stored file ${short(file.digest)} has ${file.bytes} bytes instead of ${said.bytes}; run \`reelay cache verify --repair\` to have it made anew.`
      problems.push({ kind: 'size', message, digest: file.digest, key: said.key })
    } else if (!(await isWhole(file.path, file.digest, blobs, options.signal))) {
      const message = `The content of the stored file ${short(file.digest)} has changed; run \`reelay cache verify --repair\` to have it made anew.`
      problems.push({ kind: 'damaged', message, digest: file.digest, ...(said && { key: said.key }) })
    }
    done += file.bytes
    options.onProgress?.(done, total)
  }
  problems.push(...missingProblems(store, blobs, (digest) => names.all(digest).length > 0))

  return {
    ok: problems.length === 0,
    problems,
    rows: store.read<{ n: number }, []>('SELECT count(*) AS n FROM outputs').get()?.n ?? 0,
    blobs: files.length,
    bytes: total,
    orphans,
    temp: parts.temp.leftovers(),
    repaired: options.repair ? repair(parts, problems) : 0,
  }
}

async function isWhole(path: string, digest: Digest, blobs: FileBlobStore, signal?: AbortSignal): Promise<boolean> {
  try {
    return (await hashFile(path, signal)).digest === digest
  } catch (error) {
    signal?.throwIfAborted()
    // Pruned by another process since it was listed; a row that still wants it shows up as missing.
    if (!blobs.has(digest)) return true
    if (error instanceof Error && 'code' in error && error.code === 'EIO') return false
    throw error
  }
}

function databaseProblems(store: Store): CacheProblem[] {
  const lines = store.read<{ integrity_check: string }, []>('PRAGMA integrity_check').all()
  return lines
    .filter((line) => line.integrity_check !== 'ok')
    .map((line) => ({
      kind: 'database',
      message: `The index is damaged (${line.integrity_check}). Move index.db aside and run again; restore it from a backup if you have one.`,
    }))
}

function rowProblems(store: Store): CacheProblem[] {
  const problems: CacheProblem[] = []
  for (const row of store.read<StoredRow, []>(`SELECT ${ROW_COLUMNS} FROM outputs`).iterate()) {
    if (parseRow(row)) continue
    const message = `The row ${short(row.key)} cannot be read; it counts as never made and is written anew by the next run that needs it.`
    problems.push({ kind: 'row', message, key: row.key })
  }
  return problems
}

function missingProblems(store: Store, blobs: FileBlobStore, isNamed: (digest: Digest) => boolean): CacheProblem[] {
  return (
    store
      .read<{ key: Key; digest: Digest }, []>(`
      SELECT row_blobs.key AS key, digest FROM row_blobs JOIN outputs USING (key) WHERE present = 1`)
      .all()
      // Asked again, because another process may have evicted it between the two looks.
      .filter(({ digest }) => !blobs.has(digest) && isNamed(digest))
      .map(({ key, digest }) => ({
        kind: 'missing',
        message: `The stored file ${short(digest)} is gone; run \`reelay cache verify --repair\` to have it made anew.`,
        key,
        digest,
      }))
  )
}

function repair({ blobs, markMissing }: VerifyParts, problems: readonly CacheProblem[]): number {
  let repaired = 0
  for (const { kind, digest } of problems) {
    if (digest === undefined) continue
    // The rows first: a crash in between must not leave one that says it is present.
    markMissing(digest)
    if (kind !== 'missing') blobs.remove(digest)
    repaired++
  }
  return repaired
}
