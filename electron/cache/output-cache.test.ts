import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  keyOf,
  mediaOf,
  mediaOutputs,
  outputCacheSuite,
  provenanceOf,
  textOutputs,
} from '../../shared/engine/testing/output-cache-suite.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

outputCacheSuite('in a data folder', async () => {
  const test = openTestCache()
  return {
    cache: test.cache.outputs,
    addBlob: (content) => test.add(content),
    evict: (key) => {
      for (const item of Object.values(test.cache.outputs.get(key)?.outputs ?? {}).flat()) {
        if (item.value.type === 'video') test.cache.outputs.markMissing(item.value.digest)
      }
    },
    close: () => test.close(),
  }
})

describe('the output cache of a data folder', () => {
  let test: TestCache
  beforeEach(() => {
    test = openTestCache()
  })
  afterEach(() => test.close())

  /** Changes the database as no Reelay would. */
  const tamper = (sql: string) => {
    const db = new Database(join(test.folder, 'data', 'index.db'))
    db.exec(sql)
    db.close()
  }

  it('keeps outputs over a restart, with everything about how they came about', () => {
    const made = provenanceOf('model', {
      request: { prompt: 'a hill', n: [1, { deep: null }] },
      provider: 'standin',
      host: 'local',
      job: 'j1',
      estimatedUsd: 0.25,
      chargedUsd: 0.2,
      paid: true,
    })
    test.cache.outputs.put(keyOf('a'), textOutputs('kept'), made)
    test.end()
    const later = test.again()
    expect(later.cache.outputs.get(keyOf('a'))?.outputs).toEqual(textOutputs('kept'))
    expect(later.cache.outputs.provenance(keyOf('a'))).toEqual(made)
    expect(later.cache.outputs.provenance(keyOf('b'))).toBeUndefined()
    later.end()
  })

  it('refuses outputs that are not valid values, naming the place', () => {
    const outputs = { video: [{ digest: keyOf('x'), value: { ...mediaOf(keyOf('y')), digest: 'nonsense' } }] }
    expect(() => test.cache.outputs.put(keyOf('a'), outputs, provenanceOf('model'))).toThrowError(
      /not a valid output.*digest/,
    )
    expect(test.cache.outputs.get(keyOf('a'))).toBeUndefined()
  })

  it.each([
    ['text that is not JSON', `UPDATE outputs SET outputs = '{"text":['`],
    ['outputs of another format that do not fit the schema', `UPDATE outputs SET outputs = '{"text":[1]}', format = 0`],
  ])('counts a row with %s as never made and writes it anew', (_, sql) => {
    test.cache.outputs.put(keyOf('a'), textOutputs('old'), provenanceOf('prompt'))
    tamper(sql)
    expect(test.cache.outputs.get(keyOf('a'))).toBeUndefined()
    expect(test.cache.outputs.getMany([keyOf('a')]).size).toBe(0)
    test.cache.outputs.put(keyOf('a'), textOutputs('new'), provenanceOf('prompt'))
    expect(test.cache.outputs.get(keyOf('a'))?.outputs).toEqual(textOutputs('new'))
  })

  it('reads a row of an older format that still fits the schema', () => {
    test.cache.outputs.put(keyOf('a'), textOutputs('old'), provenanceOf('prompt'))
    tamper('UPDATE outputs SET format = 0')
    expect(test.cache.outputs.get(keyOf('a'))?.outputs).toEqual(textOutputs('old'))
  })

  it('finds a row whose fingerprint is damaged, only its reasons are lost', () => {
    test.cache.outputs.put(keyOf('a'), textOutputs('old'), provenanceOf('prompt'))
    tamper(`UPDATE outputs SET fingerprint = '{'`)
    expect(test.cache.outputs.get(keyOf('a'))).toMatchObject({ outputs: textOutputs('old'), fingerprint: {} })
  })

  it('brings back every row that names a blob made again', async () => {
    const outputs = mediaOutputs(await test.add('shared'))
    test.cache.outputs.put(keyOf('a'), outputs, provenanceOf('model'))
    const both = mediaOutputs(await test.add('shared'), await test.add('other'))
    test.cache.outputs.put(keyOf('b'), both, provenanceOf('model'))
    for (const content of ['shared', 'other']) {
      test.cache.outputs.markMissing(keyOf(content))
      test.cache.blobs.remove(keyOf(content))
    }
    expect(test.cache.outputs.get(keyOf('a'))?.present).toBe(false)

    await test.add('shared')
    expect(test.cache.outputs.get(keyOf('a'))?.present).toBe(true)
    // One of its two is still away.
    expect(test.cache.outputs.get(keyOf('b'))?.present).toBe(false)
    await test.add('other')
    expect(test.cache.outputs.get(keyOf('b'))?.present).toBe(true)
  })

  it('notices that a blob is gone when it is opened, and from then on no longer counts its rows as present', async () => {
    const digest = await test.add('clip')
    test.cache.outputs.put(keyOf('a'), mediaOutputs(digest), provenanceOf('model'))
    expect(statSync(test.cache.blobs.path(digest)).size).toBe(4)
    test.cache.blobs.remove(digest)
    expect(() => test.cache.blobs.path(digest)).toThrowError(/Run again/)
    expect(test.cache.outputs.get(keyOf('a'))?.present).toBe(false)
  })

  it('does not take a claim of a living owner, whichever of the two asks', () => {
    const other = test.again()
    const claim = test.cache.outputs.claim(keyOf('a'))
    expect(other.cache.outputs.claim(keyOf('a'))).toBeNull()
    claim?.release()
    const theirs = other.cache.outputs.claim(keyOf('a'))
    expect(theirs).not.toBeNull()
    expect(test.cache.outputs.claim(keyOf('a'))).toBeNull()
    // What is made without a claim is stored all the same, and leaves the other's claim alone.
    test.cache.outputs.put(keyOf('a'), textOutputs('mine'), provenanceOf('prompt'))
    expect(test.cache.outputs.claim(keyOf('a'))).toBeNull()
    expect(other.cache.outputs.put(keyOf('a'), textOutputs('theirs'), provenanceOf('prompt')).outputs).toEqual(
      textOutputs('mine'),
    )
    expect(test.cache.outputs.claim(keyOf('a'))).not.toBeNull()
    other.end()
  })

  it('lets go of every claim when it is closed', () => {
    const other = test.again()
    other.cache.outputs.claim(keyOf('a'))
    other.end()
    expect(test.cache.outputs.claim(keyOf('a'))).not.toBeNull()
  })
})
