import type { Store } from '../database.ts'
import type { FileBlobStore } from './blob-store.ts'

/** What the store holds. Bytes are of blobs on the disk; a blob that rows of two types name counts for both types. */
export interface CacheStats {
  readonly rows: number
  readonly blobs: number
  readonly bytes: number
  /** Rows whose blobs were evicted. */
  readonly evicted: number
  readonly paid: number
  readonly standIn: number
  readonly documents: number
  readonly runs: number
  readonly byType: readonly { readonly type: string; readonly rows: number; readonly bytes: number }[]
}

interface Totals {
  rows: number
  evicted: number
  paid: number
  standIn: number
}

export function cacheStats(store: Store, blobs: FileBlobStore): CacheStats {
  const files = blobs.list()
  const totals = store
    .read<Totals, []>(`
      SELECT count(*) AS rows, coalesce(sum(present = 0), 0) AS evicted, coalesce(sum(paid), 0) AS paid,
        coalesce(sum(stand_in), 0) AS standIn FROM outputs`)
    .get() ?? { rows: 0, evicted: 0, paid: 0, standIn: 0 }
  const count = (table: 'documents' | 'runs') =>
    store.read<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0
  const byType = store
    .read<{ type: string; rows: number; bytes: number }, []>(`
      SELECT node_type AS type, count(*) AS rows, coalesce((
        SELECT sum(bytes) FROM (SELECT DISTINCT digest, bytes FROM row_blobs JOIN outputs AS named USING (key)
          WHERE named.node_type = outputs.node_type AND named.present = 1)), 0) AS bytes
      FROM outputs GROUP BY node_type ORDER BY node_type`)
    .all()
  return {
    ...totals,
    blobs: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    documents: count('documents'),
    runs: count('runs'),
    byType,
  }
}
