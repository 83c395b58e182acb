import { z } from 'zod'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Json } from '#shared/json.ts'
import type { Store } from '../database.ts'
import type { Owner } from '../owner.ts'

/** How a run ended; `interrupted`: its process ended before it did. */
export type RunStatus = 'running' | 'done' | 'failed' | 'stopped' | 'waiting' | 'cancelled' | 'interrupted'

export interface RunStart {
  readonly id: string
  readonly document: string
  /** Path of the document's file. */
  readonly file: string
  /** Name of the document. */
  readonly name: string
  readonly targets: readonly NodeId[]
  readonly standIn: boolean
  /** Milliseconds since the epoch. */
  readonly started: number
}

export interface RunInfo extends RunStart {
  readonly status: RunStatus
  readonly finished?: number
  readonly summary?: Json
}

/** An event as it was stored; `seq` counts from wherever the run began to count. */
export interface StoredEvent {
  readonly seq: number
  readonly event: Json
}

/** Runs and their events, kept over restarts. */
export interface RunHistory {
  start(run: RunStart): void
  /** Stores a batch in one transaction; an event whose number is stored already is left as it is. */
  append(run: string, events: readonly { readonly seq: number }[]): void
  finish(run: string, status: Exclude<RunStatus, 'running' | 'interrupted'>, summary: Json, finished: number): void
  get(run: string): RunInfo | undefined
  /** Newest first; at most `limit`. */
  list(filter?: { readonly document?: string; readonly limit?: number }): RunInfo[]
  /** Events from number `from` on, in order. */
  events(run: string, from?: number): StoredEvent[]
  forget(run: string): void
}

interface RunRow {
  id: string
  owner: string
  document: string
  file: string
  name: string
  targets: string
  stand_in: number
  started: number
  finished: number | null
  status: RunStatus
  summary: string | null
}

const zTargets = z.array(z.string())
const zJson = z.json() as z.ZodType<Json>

export function createRunHistory(store: Store, owner: Owner): RunHistory {
  const insert = store.writer<[string, string, string, string, string, string, number, number]>(`
    INSERT INTO runs (id, owner, document, file, name, targets, stand_in, started, status)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'running')`)
  const insertEvent = store.writer<[string, number, string]>(
    'INSERT OR IGNORE INTO run_events (run, seq, event) VALUES (?, ?, ?)',
  )
  const end = store.writer<[RunStatus, string, number, string]>(
    'UPDATE runs SET status = ?, summary = ?, finished = ? WHERE id = ?',
  )
  const remove = store.writer<[string]>('DELETE FROM runs WHERE id = ?')
  const one = store.read<RunRow, [string]>('SELECT * FROM runs WHERE id = ?')
  const all = store.read<RunRow, [number]>('SELECT * FROM runs ORDER BY number DESC LIMIT ?')
  const ofDocument = store.read<RunRow, [string, number]>(
    'SELECT * FROM runs WHERE document = ? ORDER BY number DESC LIMIT ?',
  )
  const events = store.read<{ seq: number; event: string }, [string, number]>(
    'SELECT seq, event FROM run_events WHERE run = ? AND seq >= ? ORDER BY seq',
  )

  const infoOf = (row: RunRow): RunInfo => ({
    id: row.id,
    document: row.document,
    file: row.file,
    name: row.name,
    targets: zTargets.parse(JSON.parse(row.targets)),
    standIn: row.stand_in === 1,
    started: row.started,
    status: row.status === 'running' && !owner.isAlive(row.owner) ? 'interrupted' : row.status,
    ...(row.finished !== null && { finished: row.finished }),
    ...(row.summary !== null && { summary: zJson.parse(JSON.parse(row.summary)) }),
  })

  return {
    start({ id, document, file, name, targets, standIn, started }) {
      store.write('run.start', () =>
        insert.run(id, owner.id, document, file, name, JSON.stringify(targets), standIn ? 1 : 0, started),
      )
    },
    append(run, batch) {
      if (batch.length === 0) return
      store.write('run.events', () => {
        for (const event of batch) insertEvent.run(run, event.seq, JSON.stringify(event))
      })
    },
    finish(run, status, summary, finished) {
      store.write('run.finish', () => end.run(status, JSON.stringify(summary), finished, run))
    },
    get(run) {
      const row = one.get(run)
      return row && infoOf(row)
    },
    list: ({ document, limit = 100 } = {}) =>
      (document === undefined ? all.all(limit) : ofDocument.all(document, limit)).map(infoOf),
    events: (run, from = 0) =>
      events.all(run, from).map(({ seq, event }) => ({ seq, event: zJson.parse(JSON.parse(event)) })),
    forget(run) {
      store.write('run.finish', () => remove.run(run))
    },
  }
}
