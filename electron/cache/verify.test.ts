import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  keyOf,
  mediaOf,
  mediaOutputs,
  provenanceOf,
  textOutputs,
} from '../../shared/engine/testing/output-cache-suite.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

async function make(content: string) {
  const digest = await test.add(content)
  test.cache.outputs.put(keyOf(`key ${content}`), mediaOutputs(digest), provenanceOf('model'))
  return { digest, path: test.cache.blobs.path(digest), key: keyOf(`key ${content}`) }
}

describe('verify', () => {
  it('finds nothing wrong with a sound store, and counts it', async () => {
    await make('one')
    await make('three')
    test.cache.outputs.put(keyOf('text'), textOutputs('words'), provenanceOf('prompt'))
    const seen: number[] = []
    const report = await test.cache.verify({ onProgress: (done, total) => seen.push(done / total) })
    expect(report).toEqual({ ok: true, problems: [], rows: 3, blobs: 2, bytes: 8, orphans: [], temp: [], repaired: 0 })
    expect(seen.at(-1)).toBe(1)
  })

  it.each([
    ['missing', (path: string) => rmSync(path), /is gone/],
    ['size', (path: string) => truncateSync(path, 2), /has 2 bytes instead of 4/],
    ['damaged', (path: string) => writeFileSync(path, 'Clip'), /content .* has changed/],
  ] as const)('finds a blob that is %s, and mends it when told to', async (kind, harm, message) => {
    const { digest, path, key } = await make('clip')
    await make('sound')
    harm(path)
    const report = await test.cache.verify()
    expect(report).toMatchObject({ ok: false, repaired: 0 })
    expect(report.problems).toEqual([{ kind, key, digest, message: expect.stringMatching(message) }])
    expect(test.cache.outputs.get(key)?.present).toBe(true)

    expect((await test.cache.verify({ repair: true })).repaired).toBe(1)
    expect(test.cache.outputs.get(key)?.present).toBe(false)
    expect(test.cache.blobs.has(digest)).toBe(false)
    expect(await test.cache.verify()).toMatchObject({ ok: true, blobs: 1 })
    await make('clip')
    expect(test.cache.outputs.get(key)?.present).toBe(true)
  })

  it('tells orphans and temp folders apart from problems', async () => {
    const digest = await test.add('no row')
    writeFileSync(join(test.folder, 'data', 'temp', 'somebody-dead'), '')
    expect(await test.cache.verify()).toMatchObject({
      ok: true,
      orphans: [{ digest, bytes: 6 }],
      temp: ['somebody-dead'],
    })
  })

  it('finds rows that cannot be read, and a damaged index', async () => {
    test.cache.outputs.put(keyOf('text'), textOutputs('words'), provenanceOf('prompt'))
    const db = new Database(join(test.folder, 'data', 'index.db'))
    db.exec(`UPDATE outputs SET outputs = '['`)
    // An index that disagrees with its table is what integrity_check reports.
    db.unsafeMode(true)
    db.pragma('writable_schema = ON')
    db.exec(`DELETE FROM sqlite_schema WHERE name = 'row_blobs_by_key'`)
    db.close()
    test.end()
    test = openTestCache(test.folder)
    const { problems } = await test.cache.verify()
    expect(problems.map((problem) => problem.kind).sort()).toEqual(['database', 'row'])
  })

  it('stops when told to', async () => {
    await make('clip')
    const controller = new AbortController()
    controller.abort()
    await expect(test.cache.verify({ signal: controller.signal })).rejects.toThrowError(/abort/i)
  })
})

describe('stats', () => {
  it('counts rows, blobs and bytes, by type too', async () => {
    const { digest } = await make('clip')
    const paid = provenanceOf('model', { fingerprint: { node: 'model' }, paid: true })
    test.cache.outputs.put(keyOf('paid'), mediaOutputs(digest), paid)
    test.cache.outputs.put(keyOf('again'), mediaOutputs(digest), { ...paid, paid: false })
    const animatic = { ...mediaOf(await test.add('animatic')), standIn: true as const }
    test.cache.outputs.put(
      keyOf('standin'),
      { video: [{ digest: keyOf('x'), value: animatic }] },
      provenanceOf('x', { fingerprint: { node: 'export' } }),
    )
    test.cache.outputs.markMissing(animatic.digest)
    expect(test.cache.stats()).toEqual({
      rows: 4,
      blobs: 2,
      bytes: 12,
      evicted: 1,
      paid: 1,
      standIn: 1,
      documents: 0,
      runs: 0,
      byType: [
        { type: '', rows: 1, bytes: 4 },
        { type: 'export', rows: 1, bytes: 0 },
        { type: 'model', rows: 2, bytes: 4 },
      ],
    })
  })

  it('of an empty store are zero', () => {
    expect(test.cache.stats()).toMatchObject({
      rows: 0,
      blobs: 0,
      bytes: 0,
      evicted: 0,
      paid: 0,
      standIn: 0,
      byType: [],
    })
  })
})
