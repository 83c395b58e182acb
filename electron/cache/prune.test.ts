import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Digest } from '#shared/graph/ids.ts'
import { keyOf, mediaOutputs, provenanceOf } from '../../shared/engine/testing/output-cache-suite.ts'
import { stampOf } from './input-files.ts'
import type { Protection } from './protection.ts'
import type { PruneOptions } from './prune.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

const DAY = 86_400_000

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

/** Stores one row with a blob of this content (its key is the content's), used `daysAgo`. */
async function make(content: string, daysAgo = 0, paid = false): Promise<Digest> {
  const digest = await test.add(content)
  const now = test.clock.time
  test.clock.time = now - daysAgo * DAY
  test.cache.outputs.put(keyOf(`key ${content}`), mediaOutputs(digest), provenanceOf('model', { paid }))
  test.clock.time = now
  return digest
}

const keyFor = (content: string) => keyOf(`key ${content}`)
const present = (content: string) => test.cache.outputs.get(keyFor(content))?.present

describe('limits', () => {
  it('removes nothing when none is given', async () => {
    await make('a', 1000)
    expect(await test.cache.prune()).toMatchObject({ evicted: [], evictedBytes: 0, orphans: [], withinLimit: true })
    expect(present('a')).toBe(true)
  })

  it('evicts the least recently used first, until the rest fits, and keeps the rows', async () => {
    const digests = [await make('3333', 3), await make('2222', 2), await make('1111', 1)]
    const outputs = test.cache.outputs.get(keyFor('3333'))?.outputs
    const report = await test.cache.prune({ maxBytes: 8 })
    expect(report).toMatchObject({ evictedBytes: 4, bytesBefore: 12, bytesAfter: 8, withinLimit: true, dryRun: false })
    expect(report.evicted.map((blob) => blob.digest)).toEqual([digests[0]])
    expect(digests.map((digest) => test.cache.blobs.has(digest))).toEqual([false, true, true])
    expect(test.cache.outputs.get(keyFor('3333'))).toMatchObject({ present: false, outputs })
  })

  it('counts a use that is told by touch', async () => {
    await make('3333', 3)
    await make('2222', 2)
    test.cache.outputs.touch([keyFor('3333')])
    await test.cache.prune({ maxBytes: 4 })
    expect([present('3333'), present('2222')]).toEqual([true, false])
  })

  it('evicts what is older than so many days', async () => {
    await make('old', 31)
    await make('new', 29)
    expect((await test.cache.prune({ olderThanDays: 30 })).evictedBytes).toBe(3)
    expect([present('old'), present('new')]).toEqual([false, true])
  })

  it('says in a dry run what would go, and removes nothing', async () => {
    await make('old', 31)
    const dry = await test.cache.prune({ olderThanDays: 30, dryRun: true })
    expect(dry).toMatchObject({ dryRun: true, evictedBytes: 3, bytesAfter: 0 })
    expect(present('old')).toBe(true)
    expect(await test.cache.prune({ olderThanDays: 30 })).toEqual({ ...dry, dryRun: false })
  })

  it('says when protected blobs alone are more than the limit', async () => {
    await make('paid for', 1, true)
    expect(await test.cache.prune({ maxBytes: 3 })).toMatchObject({
      withinLimit: false,
      bytesAfter: 8,
      kept: { paid: { blobs: 1, bytes: 8 } },
    })
  })
})

interface Case {
  readonly name: string
  readonly reason: Protection
  readonly protect: (digest: Digest) => void
  readonly options?: PruneOptions
  readonly waivable: boolean
}

const ref = (reason: 'picked' | 'approved' | 'pinned', what: object) => () =>
  test.cache.documents.register({ id: 'd', path: '/f', name: 'F', refs: [{ reason, ...what } as never] })

const cases: readonly Case[] = [
  {
    name: 'a shown output',
    reason: 'shown',
    protect: () => test.cache.shown.set('d', [{ node: 'n', item: '0', take: 0, key: keyFor('clip') }]),
    waivable: true,
  },
  {
    name: 'a picked output',
    reason: 'picked',
    protect: () => ref('picked', { key: keyFor('clip') })(),
    waivable: true,
  },
  { name: 'an approved blob', reason: 'approved', protect: (digest) => ref('approved', { digest })(), waivable: true },
  { name: 'a pinned blob', reason: 'pinned', protect: (digest) => ref('pinned', { digest })(), waivable: true },
  {
    name: 'a paid output',
    reason: 'paid',
    protect: (digest) =>
      test.cache.outputs.put(keyOf('paid'), mediaOutputs(digest), provenanceOf('model', { paid: true })),
    waivable: true,
  },
  {
    name: 'an input whose file is gone',
    reason: 'input',
    protect: (digest) => test.cache.inputs.remember('/nowhere/x', { size: 4, mtimeNs: 1n, inode: 1n }, digest),
    waivable: true,
  },
  {
    name: 'a blob being read',
    reason: 'in-use',
    protect: (digest) => test.cache.lease([digest]),
    waivable: false,
  },
  {
    name: 'the result of a job',
    reason: 'needed',
    protect: () => {},
    options: { needed: [keyOf('clip')] },
    waivable: false,
  },
]

describe('what stays', () => {
  const everything = ['paid', 'shown', 'picked', 'approved', 'pinned', 'input'] as const

  it.each(cases)('$name', async ({ reason, protect, options, waivable }) => {
    const digest = await make('clip', 100)
    protect(digest)
    const report = await test.cache.prune({ ...options, maxBytes: 0 })
    expect(report.evicted).toEqual([])
    expect(report.kept).toEqual({ [reason]: { blobs: 1, bytes: 4 } })
    expect(test.cache.blobs.has(digest)).toBe(true)
    expect(present('clip')).toBe(true)

    const others = everything.filter((one) => one !== reason)
    expect((await test.cache.prune({ ...options, maxBytes: 0, include: others })).evicted).toEqual([])
    const told = await test.cache.prune({ ...options, maxBytes: 0, include: everything })
    expect(told.evicted.map((blob) => blob.digest)).toEqual(waivable ? [digest] : [])
    expect(test.cache.blobs.has(digest)).toBe(!waivable)
    expect(present('clip')).toBe(!waivable)
  })

  it.each(cases.filter((one) => one.waivable))(
    '$name, not when another protection remains',
    async ({ reason, protect }) => {
      const digest = await make('clip', 100)
      protect(digest)
      const lease = test.cache.lease([digest])
      expect((await test.cache.prune({ maxBytes: 0, include: everything })).kept).toMatchObject({
        'in-use': { blobs: 1 },
      })
      lease.release()
      expect((await test.cache.prune({ maxBytes: 0, include: [reason as never] })).evicted).toHaveLength(1)
    },
  )

  it('a blob that a protected row shares with others', async () => {
    const shared = await make('shared', 100)
    const own = await make('own', 100)
    test.cache.outputs.put(keyOf('both'), mediaOutputs(shared, own), provenanceOf('model'))
    test.cache.shown.set('d', [{ node: 'n', item: '0', take: 0, key: keyFor('shared') }])
    const report = await test.cache.prune({ maxBytes: 0 })
    expect(report.evicted.map((blob) => blob.digest)).toEqual([own])
    expect(present('shared')).toBe(true)
    expect(test.cache.outputs.get(keyOf('both'))?.present).toBe(false)
  })

  it('nothing of a document that was forgotten, or that no longer refers to it', async () => {
    const first = await make('first', 100)
    const second = await make('second', 100)
    const refs = [{ reason: 'picked', digest: first } as const, { reason: 'pinned', digest: second } as const]
    test.cache.documents.register({ id: 'd', path: '/f', name: 'F', refs })
    test.cache.documents.register({ id: 'd', path: '/f', name: 'F', refs: refs.slice(1) })
    expect((await test.cache.prune({ maxBytes: 0 })).evicted.map((blob) => blob.digest)).toEqual([first])
    test.cache.documents.forget('d')
    expect((await test.cache.prune({ maxBytes: 0 })).evicted.map((blob) => blob.digest)).toEqual([second])
  })

  it('an input only once its file has changed or gone', async () => {
    const path = test.outside('still.png', 'a still')
    const remember = async () => {
      const stamp = stampOf(path)
      if (!stamp) throw new Error('the file should be there')
      const { digest } = await test.cache.blobs.import(path)
      test.cache.inputs.remember(path, stamp, digest)
      test.cache.outputs.put(keyOf('file'), mediaOutputs(digest), provenanceOf('file'))
    }
    await remember()
    // The file is still there: the blob can be had again.
    expect((await test.cache.prune({ maxBytes: 0 })).evicted).toHaveLength(1)
    await remember()
    writeFileSync(path, 'another still')
    expect(await test.cache.prune({ maxBytes: 0 })).toMatchObject({ evicted: [], kept: { input: { blobs: 1 } } })
    rmSync(path)
    expect((await test.cache.prune({ maxBytes: 0 })).evicted).toEqual([])
  })

  it('a blob that was taken and is not yet named by a row', async () => {
    const digest = await test.add('just made')
    const other = test.again()
    expect((await other.cache.prune({ maxBytes: 0 })).orphans).toEqual([])
    expect(test.cache.blobs.has(digest)).toBe(true)
    test.cache.outputs.put(keyOf('made'), mediaOutputs(digest), provenanceOf('model'))
    // From now on the row speaks for it.
    expect((await other.cache.prune({ maxBytes: 0 })).evicted.map((blob) => blob.digest)).toEqual([digest])
    other.end()
  })
})

describe('rubbish', () => {
  const orphan = (content: string, secondsAgo: number) => {
    const digest = keyOf(content)
    const path = join(test.folder, 'data', 'blobs', digest.slice(0, 2), digest)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    const time = Date.now() / 1000 - secondsAgo
    utimesSync(path, time, time)
    return digest
  }

  it('blobs without a row go, unless they are younger than this process', async () => {
    const old = orphan('old', 60)
    const young = orphan('young', -60)
    const report = await test.cache.prune()
    expect(report.orphans).toEqual([{ digest: old, bytes: 3 }])
    expect([test.cache.blobs.has(old), test.cache.blobs.has(young)]).toEqual([false, true])
  })

  it('blobs without a row stay when a job needs them', async () => {
    const digest = orphan('stored by a job', 60)
    expect((await test.cache.prune({ needed: [digest] })).orphans).toEqual([])
    expect(test.cache.blobs.has(digest)).toBe(true)
  })

  it('what a prune that was cut short marked but did not delete goes with the next', async () => {
    const digest = await make('half gone', 100)
    test.cache.outputs.markMissing(digest)
    utimesSync(test.cache.blobs.path(digest), 1000, 1000)
    expect((await test.cache.prune()).orphans.map((one) => one.digest)).toEqual([digest])
  })

  it('temp folders of ended processes go', async () => {
    mkdirSync(join(test.folder, 'data', 'temp', 'somebody-dead', 'deep'), { recursive: true })
    expect((await test.cache.prune({ dryRun: true })).temp).toEqual(['somebody-dead'])
    expect((await test.cache.prune()).temp).toEqual(['somebody-dead'])
    expect(test.cache.temp.leftovers()).toEqual([])
  })
})

it('a lease says which blobs are not there', async () => {
  const digest = await make('there')
  expect(test.cache.lease([digest, keyOf('gone')]).missing).toEqual([keyOf('gone')])
})

it('leases nest: the blob is free when the last one ends', async () => {
  const digest = await make('read twice', 100)
  const [first, second] = [test.cache.lease([digest]), test.cache.lease([digest, digest])]
  first.release()
  first.release()
  expect((await test.cache.prune({ maxBytes: 0 })).evicted).toEqual([])
  second.release()
  expect((await test.cache.prune({ maxBytes: 0 })).evicted).toHaveLength(1)
})
