import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { GenerateRequest } from '#shared/node/generate.ts'
import { type Migration, openStore } from '../../database.ts'
import type { Fault } from './faults.ts'

const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE task (
        id TEXT PRIMARY KEY,
        client_ref TEXT NOT NULL,
        request TEXT NOT NULL,
        fault TEXT NOT NULL,
        created INTEGER NOT NULL,
        ready_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'rendering', 'done', 'failed', 'cancelled')),
        owner TEXT,
        message TEXT NOT NULL DEFAULT '',
        downloads INTEGER NOT NULL DEFAULT 0,
        polls INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX task_client_ref ON task (client_ref);
    `,
  },
]

const FILE = 'standin.sqlite'

const zRow = z.object({
  id: z.string(),
  client_ref: z.string(),
  request: z.string(),
  fault: z.string(),
  created: z.number(),
  ready_at: z.number(),
  state: z.enum(['queued', 'rendering', 'done', 'failed', 'cancelled']),
  owner: z.string().nullable(),
  message: z.string(),
  downloads: z.number(),
  polls: z.number(),
})

export interface Task {
  readonly id: string
  readonly request: GenerateRequest
  readonly fault: Fault
  /** Milliseconds since 1970 before which the queue is not through. */
  readonly readyAt: number
  readonly state: z.infer<typeof zRow>['state']
  readonly owner: string | null
  readonly message: string
  readonly polls: number
}

/** The stand-in's own book of tasks, apart from Reelay's jobs: what a real provider would remember. */
export type Tasks = ReturnType<typeof openTasks>

/** A name for a new task. */
export const newTaskId = () => `standin-${randomUUID()}`

export function openTasks(folder: string) {
  mkdirSync(folder, { recursive: true })
  const store = openStore(join(folder, FILE), MIGRATIONS, 'full')
  const byId = store.read<unknown, [string]>('SELECT * FROM task WHERE id = ?')
  const byRef = store.read<{ id: string }, [string]>(
    'SELECT id FROM task WHERE client_ref = ? ORDER BY created, rowid LIMIT 1',
  )
  const faultByRef = store.read<{ fault: string }, [string]>('SELECT fault FROM task WHERE client_ref = ? LIMIT 1')
  const doneBefore = store.read<{ id: string }, [number]>(`SELECT id FROM task WHERE state = 'done' AND created < ?`)
  const insert = store.writer<[string, string, string, string, number, number]>(
    `INSERT INTO task (id, client_ref, request, fault, created, ready_at, state) VALUES (?, ?, ?, ?, ?, ?, 'queued')`,
  )
  const take = store.writer<[string, string, string | null]>(
    `UPDATE task SET state = 'rendering', owner = ? WHERE id = ? AND state IN ('queued', 'rendering') AND owner IS ?`,
  )
  const end = store.writer<[string, string, string, string]>(
    `UPDATE task SET state = ?, owner = NULL, message = ? WHERE id = ? AND owner = ? AND state = 'rendering'`,
  )
  const drop = store.writer<[string, string]>(
    `UPDATE task SET state = 'queued', owner = NULL WHERE id = ? AND owner = ? AND state = 'rendering'`,
  )
  const cancel = store.writer<[string]>(
    `UPDATE task SET state = 'cancelled', owner = NULL, message = 'The task was cancelled.' WHERE id = ? AND state IN ('queued', 'rendering')`,
  )
  const addPoll = store.writer<[string]>('UPDATE task SET polls = polls + 1 WHERE id = ?')
  const addDownload = store.writer<[string]>('UPDATE task SET downloads = downloads + 1 WHERE id = ?')

  const find = (id: string): Task | null => {
    const found = byId.get(id)
    if (found === undefined) return null
    const row = zRow.parse(found)
    return {
      id: row.id,
      request: JSON.parse(row.request) as GenerateRequest,
      fault: row.fault as Fault,
      readyAt: row.ready_at,
      state: row.state,
      owner: row.owner,
      message: row.message,
      polls: row.polls,
    }
  }

  return {
    find,
    idFor: (clientRef: string): string | null => byRef.get(clientRef)?.id ?? null,
    faultFor: (clientRef: string): string | null => faultByRef.get(clientRef)?.fault ?? null,
    add(id: string, clientRef: string, request: GenerateRequest, fault: Fault, delay: number): void {
      const now = Date.now()
      store.write('standin.task', () =>
        insert.run(id, clientRef, JSON.stringify(request), fault, now, now + delay * 1000),
      )
    },
    /** Makes `owner` the only one that renders a task; `from` is who had it (null: nobody). False: somebody was faster. */
    claim: (id: string, owner: string, from: string | null): boolean =>
      store.write('standin.task', () => take.run(owner, id, from)) > 0,
    /** Notes how a render ended. False: it was cancelled or taken over meanwhile. */
    finish: (id: string, owner: string, state: 'done' | 'failed', message: string): boolean =>
      store.write('standin.result', () => end.run(state, message, id, owner)) > 0,
    release: (id: string, owner: string): void => {
      store.write('standin.task', () => drop.run(id, owner))
    },
    cancel: (id: string): boolean => store.write('standin.task', () => cancel.run(id)) > 0,
    polled: (id: string): void => {
      store.write('standin.task', () => addPoll.run(id))
    },
    /** Counts a download and gives how many there were before it. */
    downloaded(id: string): number {
      return store.write('standin.task', () => {
        const before = zRow.safeParse(byId.get(id)).data?.downloads ?? 0
        addDownload.run(id)
        return before
      })
    },
    /** Tasks that ended with a result and were sent before `time` (milliseconds since 1970). */
    doneBefore: (time: number): readonly Task[] => doneBefore.all(time).flatMap(({ id }) => find(id) ?? []),
    close: (): void => store.close(),
  }
}

/** How many requests arrived at the stand-in of a folder, by its own book: in all, and for each reference of ours. */
export function countSubmits(folder: string): {
  readonly total: number
  readonly byClientRef: ReadonlyMap<string, number>
} {
  if (!existsSync(join(folder, FILE))) return { total: 0, byClientRef: new Map() }
  const store = openStore(join(folder, FILE), MIGRATIONS, 'full')
  try {
    const rows = store
      .read<{ client_ref: string; count: number }>('SELECT client_ref, count(*) AS count FROM task GROUP BY client_ref')
      .all()
    return {
      total: rows.reduce((sum, row) => sum + row.count, 0),
      byClientRef: new Map(rows.map((row) => [row.client_ref, row.count])),
    }
  } finally {
    store.close()
  }
}
