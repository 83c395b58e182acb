import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf } from '../../shared/engine/testing/output-cache-suite.ts'
import { DURABLE_STEPS } from '../durable.ts'
import { live } from './testing/life.ts'
import { openTestCache } from './testing/open-test-cache.ts'
import { startWorker } from './testing/start-worker.ts'

const wellEnded = { code: 0, signal: null, errors: '' }

describe('two processes on one data folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reelay-processes-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('make every key exactly once between them', { timeout: 60_000 }, async () => {
    const keys = 60
    const workers = ['one', 'two'].map((name) => startWorker(['race', folder, String(keys), name]))
    await Promise.all(workers.map((worker) => worker.line('ready')))
    for (const worker of workers) worker.go()
    const made = await Promise.all(workers.map(async (worker) => Number((await worker.line('made')).split(' ')[1])))
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([wellEnded, wellEnded])
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(keys)
    expect(readdirSync(folder).filter((name) => name.startsWith('made-'))).toHaveLength(keys)

    const test = openTestCache(folder)
    const report = await test.cache.verify()
    expect(report).toMatchObject({ ok: true, problems: [], rows: keys, blobs: keys / 2 + 1, orphans: [], temp: [] })
    test.close()
  })

  it('a killed one loses its claim, leases, temp files and run to whoever comes next, and not before', {
    timeout: 60_000,
  }, async () => {
    const worker = startWorker(['hold', folder])
    await worker.line('ready')
    worker.go()
    const digest = (await worker.line('holding')).split(' ')[1] ?? ''

    const test = openTestCache(folder)
    expect(test.cache.outputs.claim(keyOf('held'))).toBeNull()
    expect(test.cache.runs.get('held')?.status).toBe('running')
    await test.cache.prune({ maxBytes: 0, include: ['paid', 'shown', 'picked', 'approved', 'pinned', 'input'] })
    expect(test.cache.blobs.has(digest)).toBe(true)
    expect(test.cache.temp.leftovers()).toEqual([])

    worker.process.kill('SIGKILL')
    expect((await worker.ended).signal).toBe('SIGKILL')
    expect(test.cache.runs.get('held')?.status).toBe('interrupted')
    expect(test.cache.outputs.claim(keyOf('held'))).not.toBeNull()
    expect(test.cache.temp.leftovers()).toHaveLength(1)
    test.end()

    const later = openTestCache(folder)
    expect(readdirSync(join(folder, 'data', 'temp'))).toEqual([])
    expect((await later.cache.prune()).orphans.map((orphan) => orphan.digest)).toEqual([digest])
    expect(later.cache.blobs.has(digest)).toBe(false)
    later.close()
  })
})

describe('a process killed right before or after a durable step', () => {
  const own = DURABLE_STEPS.filter((step) => /^(blob|cache|run)\./.test(step))
  // The second fsync is of the folder, the second put has other blobs before it, the second evict guards the deletion.
  const twice = new Set(['blob.fsync', 'cache.put', 'cache.evict'])
  const points = own.flatMap((step) =>
    ['before', 'after'].flatMap((side) => (twice.has(step) ? [1, 2] : [1]).map((time) => `${side}:${step}:${time}`)),
  )

  it.concurrent.each(points)(
    '%s: nothing is present without its blob, and the next process goes on',
    { timeout: 60_000 },
    async (point) => {
      const home = mkdtempSync(join(tmpdir(), 'reelay-crash-'))
      const worker = startWorker(['live', home], point)
      await worker.line('ready')
      worker.go()
      // A step that is never reached ends without a signal, and fails here.
      expect(await worker.ended).toMatchObject({ signal: 'SIGKILL', errors: '' })

      const test = openTestCache(home)
      const afterCrash = await test.cache.verify()
      expect(afterCrash.problems).toEqual([])
      expect(afterCrash.temp).toEqual([])
      test.end()

      await live(home)
      const end = openTestCache(home)
      await end.cache.prune()
      expect(await end.cache.verify()).toMatchObject({ ok: true, rows: 4, blobs: 3, orphans: [], temp: [] })
      expect(end.cache.outputs.get(keyOf('one'))?.present).toBe(true)
      expect(end.cache.outputs.get(keyOf('three'))?.present).toBe(false)
      expect(existsSync(join(home, 'still.png'))).toBe(true)
      end.close()
    },
  )
})
