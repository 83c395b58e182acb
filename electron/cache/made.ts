import type { CachedOutputs } from '#shared/engine/interfaces.ts'
import type { ItemId, NodeId } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import { parseRow, ROW_COLUMNS, type StoredRow } from './output-cache.ts'

/** One output that a node of a document ever had. */
interface MadeOutput {
  /** The work item that had it last. */
  readonly item: ItemId
  readonly take: number
  /** When it was made, in milliseconds since the epoch. */
  readonly made: number
  readonly row: CachedOutputs
}

/** Every output a node ever had, as the runs of its document and what it shows tell. */
export interface Made {
  /** Newest first, each key once; at most `limit`. */
  of(document: string, node: NodeId, limit: number): readonly MadeOutput[]
}

type Line = StoredRow & { readonly item: ItemId; readonly take: number; readonly made: number }

export function createMade(store: Store): Made {
  // SQLite takes the bare columns from the row that has the maximum: the last run, and before all runs what is shown now.
  const all = store.read<Line, [string, NodeId, string, NodeId, number]>(`
    WITH told AS (
      SELECT json_extract(event, '$.key') AS told_key, json_extract(event, '$.item') AS item,
        json_extract(event, '$.take') AS take, runs.number AS number
      FROM runs JOIN run_events ON run_events.run = runs.id
      WHERE runs.document = ? AND json_extract(event, '$.node') = ?
        AND json_extract(event, '$.event') = 'item' AND told_key IS NOT NULL
      UNION ALL
      SELECT key, item, take, 9e15 FROM shown WHERE document = ? AND node = ?
    ), last AS (SELECT told_key, item, take, max(number) FROM told GROUP BY told_key)
    SELECT last.item AS item, last.take AS take, outputs.created AS made, ${ROW_COLUMNS}
    FROM last JOIN outputs ON outputs.key = last.told_key
    ORDER BY outputs.created DESC, outputs.key LIMIT ?`)
  return {
    of: (document, node, limit) =>
      all.all(document, node, document, node, limit).flatMap(({ item, take, made, ...line }) => {
        const row = parseRow(line)
        return row ? [{ item, take, made, row }] : []
      }),
  }
}
