import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseFromFutureError, openStore, type Store } from './database.ts'

const first = { version: 1, sql: 'CREATE TABLE t (x INTEGER)' }
const second = { version: 2, sql: 'ALTER TABLE t ADD COLUMN y INTEGER DEFAULT 7' }
let folder: string
let path: string
const stores: Store[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-database-'))
  path = join(folder, 'a.db')
})
afterEach(() => {
  for (const store of stores.splice(0)) store.close()
  rmSync(folder, { recursive: true, force: true })
})
const open = (...migrations: { version: number; sql: string }[]) => {
  const store = openStore(path, migrations, 'full')
  stores.push(store)
  return store
}
const rows = (store: Store) => store.read('SELECT * FROM t').all()
const insert = (store: Store, x: number) =>
  store.write('cache.put', () => store.writer<[number]>('INSERT INTO t (x) VALUES (?)').run(x))

describe('openStore', () => {
  it('brings an older file to today’s schema and keeps what it holds', () => {
    insert(open(first), 1)
    expect(rows(open(first, second))).toEqual([{ x: 1, y: 7 }])
  })

  it('refuses a file from the future with what to do, and migrations with gaps', () => {
    open(first, second)
    expect(() => open(first)).toThrow(DatabaseFromFutureError)
    expect(() => open(first)).toThrow(/newer Reelay \(its schema is 2, this one knows 1\)\. Update Reelay/)
    expect(() => open(second)).toThrow(/numbered/)
  })

  it('a migration that fails changes nothing', () => {
    open(first)
    expect(() => open(first, { version: 2, sql: 'CREATE TABLE u (x); CREATE TABLE t (x)' })).toThrow(/already exists/)
    expect(open(first).read("SELECT name FROM sqlite_master WHERE name = 'u'").all()).toEqual([])
  })

  it('several processes may make a new one at once', async () => {
    const worker = fileURLToPath(new URL('testing/worker.ts', import.meta.url))
    const codes = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, [worker, 'open', path, '20'], { stdio: ['ignore', 'ignore', 'inherit'] })
        const [code] = await once(child, 'exit')
        return code
      }),
    )
    expect(codes).toEqual([0, 0, 0, 0])
    const migrations = Array.from({ length: 20 }, (_, index) => ({ version: index + 1, sql: '' }))
    expect(
      open(...migrations)
        .read('SELECT count(*) AS n FROM t20')
        .get(),
    ).toEqual({ n: 1 })
  })
})

describe('a store', () => {
  it('writes only inside write, and reads with nothing that writes', () => {
    const store = open(first)
    expect(() => store.writer('INSERT INTO t VALUES (1)').run()).toThrow(/outside write/)
    expect(() => store.read('DELETE FROM t')).toThrow(/not a reading statement/)
    expect(rows(store)).toEqual([])
  })

  it('a write that throws changes nothing, and the next one goes well', () => {
    const store = open(first)
    const failing = () =>
      store.write('cache.put', () => {
        insert(store, 1)
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(() => store.writer('INSERT INTO t VALUES (1)').run()).toThrow(/outside write/)
    insert(store, 2)
    expect(rows(store)).toEqual([{ x: 2 }])
  })

  it('is copied while it is in use', async () => {
    const store = open(first)
    insert(store, 3)
    const copy = join(folder, 'copy.db')
    await store.backup(copy)
    insert(store, 4)
    const copied = openStore(copy, [first], 'full')
    stores.push(copied)
    expect(rows(copied)).toEqual([{ x: 3 }])
  })
})
