import type { CachedOutputs } from '#shared/engine/interfaces.ts'
import type { ItemId, Key, NodeId } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import { parseRow, ROW_COLUMNS, type StoredRow } from './output-cache.ts'

export interface ShownEntry {
  readonly node: NodeId
  readonly item: ItemId
  readonly take: number
  /** Key of the output last shown there. */
  readonly key: Key
}

/** An entry with its cache row. */
export interface ShownRow {
  readonly entry: ShownEntry
  readonly row: CachedOutputs | undefined
}

/** Which output each work item of a document showed last. */
export interface Shown {
  set(document: string, entries: readonly ShownEntry[]): void
  all(document: string): ShownEntry[]
  /** Every entry of a document with its cache row, in one pass; for the planner. `row` is undefined where nothing is cached. */
  snapshot(document: string): ShownRow[]
  /** The same of one node. */
  of(document: string, node: NodeId): ShownRow[]
  forget(document: string): void
}

type JoinedRow = ShownEntry & { readonly shownKey: Key } & {
  readonly [column in keyof StoredRow]: StoredRow[column] | null
}

export function createShown(store: Store): Shown {
  const upsert = store.writer<[string, NodeId, ItemId, number, Key]>(`
    INSERT INTO shown (document, node, item, take, key) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET key = excluded.key WHERE key <> excluded.key`)
  const all = store.read<ShownEntry, [string]>('SELECT node, item, take, key FROM shown WHERE document = ?')
  const select = `SELECT node, item, take, shown.key AS shownKey, ${ROW_COLUMNS}
    FROM shown LEFT JOIN outputs ON outputs.key = shown.key WHERE document = ?`
  const joined = store.read<JoinedRow, [string]>(select)
  const joinedOfNode = store.read<JoinedRow, [string, NodeId]>(`${select} AND node = ?`)
  const remove = store.writer<[string]>('DELETE FROM shown WHERE document = ?')
  return {
    set(document, entries) {
      if (entries.length === 0) return
      store.write('cache.shown', () => {
        for (const { node, item, take, key } of entries) upsert.run(document, node, item, take, key)
      })
    },
    all: (document) => all.all(document),
    snapshot: (document) => withRows(joined.all(document)),
    of: (document, node) => withRows(joinedOfNode.all(document, node)),
    forget(document) {
      store.write('cache.shown', () => remove.run(document))
    },
  }
}

function isRow(line: JoinedRow): line is JoinedRow & StoredRow {
  return line.key !== null
}

function withRows(lines: readonly JoinedRow[]): ShownRow[] {
  // Rows that several entries share are parsed once.
  const rows = new Map<Key, CachedOutputs | undefined>()
  return lines.map((line) => {
    const { node, item, take, shownKey } = line
    if (isRow(line) && !rows.has(shownKey)) rows.set(shownKey, parseRow(line))
    return { entry: { node, item, take, key: shownKey }, row: rows.get(shownKey) }
  })
}
