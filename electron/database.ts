import Database from 'better-sqlite3'
import { type DurableStep, durable } from './durable.ts'

/** One step of a database's schema, applied once, in order, inside one transaction. Never edited after it has shipped. */
export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly version: number
  readonly sql: string
}

/** The file was written by a later Reelay. */
export class DatabaseFromFutureError extends Error {
  constructor(path: string, found: number, known: number) {
    super(
      `${path} was written by a newer Reelay (its schema is ${found}, this one knows ${known}). Update Reelay, or point --data at another folder.`,
    )
    this.name = 'DatabaseFromFutureError'
  }
}

export interface ReadStatement<Row, Bind extends readonly unknown[]> {
  get(...bind: Bind): Row | undefined
  all(...bind: Bind): Row[]
  iterate(...bind: Bind): IterableIterator<Row>
}
export interface WriteStatement<Bind extends readonly unknown[]> {
  /** Rows changed. Only inside `write`. */
  run(...bind: Bind): number
}

/**
 * A SQLite file shared by several processes. Writing is possible only through `write`, which names the durable step: one
 * immediate transaction, retried by SQLite for up to ten seconds while another process writes.
 */
export interface Store {
  read<Row, Bind extends readonly unknown[] = unknown[]>(sql: string): ReadStatement<Row, Bind>
  writer<Bind extends readonly unknown[] = unknown[]>(sql: string): WriteStatement<Bind>
  write<T>(step: DurableStep, act: () => T): T
  /** Copies the whole database to a new file while it is in use. */
  backup(path: string): Promise<void>
  close(): void
}

/**
 * Opens (or makes) a database and brings its schema to today's.
 * `synchronous: 'full'` fsyncs every commit; `normal` may lose the last commits when the power fails, never consistency.
 */
export function openStore(path: string, migrations: readonly Migration[], synchronous: 'normal' | 'full'): Store {
  const db = new Database(path, { timeout: 10_000 })
  db.pragma('journal_mode = WAL')
  db.pragma(`synchronous = ${synchronous}`)
  db.pragma('foreign_keys = ON')
  db.pragma('temp_store = MEMORY')
  // Pages (16 MB) between checkpoints. At SQLite's 1000 the fsyncs of checkpoints took half the time of many small commits.
  db.pragma('wal_autocheckpoint = 4000')
  try {
    migrate(db, path, migrations)
  } catch (error) {
    db.close()
    throw error
  }

  let writing = 0
  return {
    read(sql) {
      const statement = db.prepare(sql)
      if (!statement.readonly) throw new Error(`not a reading statement: ${sql}`)
      return statement as never
    },
    writer(sql) {
      const statement = db.prepare(sql)
      return {
        run(...bind) {
          if (writing === 0) throw new Error(`a write outside write(): ${sql}`)
          return statement.run(...bind).changes
        },
      }
    },
    write(step, act) {
      if (writing > 0) return act()
      return durable(step, () => {
        writing++
        try {
          return db.transaction(act).immediate()
        } finally {
          writing--
        }
      })
    },
    async backup(target) {
      await db.backup(target)
    },
    close() {
      db.close()
    },
  }
}

function migrate(db: Database.Database, path: string, migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) throw new Error(`migrations must be numbered 1, 2, 3 …: ${migration.version}`)
  })
  const version = () => db.pragma('user_version', { simple: true }) as number
  if (version() > migrations.length) throw new DatabaseFromFutureError(path, version(), migrations.length)
  if (version() === migrations.length) return
  // Two processes may open a new folder at once: the version is asked again under the write lock.
  db.transaction(() => {
    for (const migration of migrations.slice(version())) {
      db.exec(migration.sql)
      db.pragma(`user_version = ${migration.version}`)
    }
  }).immediate()
}
