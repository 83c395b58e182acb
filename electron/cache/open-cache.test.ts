import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, provenanceOf, textOutputs } from '../../shared/engine/testing/output-cache-suite.ts'
import { acquireOwner } from '../owner.ts'
import { openCache } from './open-cache.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

describe('the revision', () => {
  it('stays as long as nothing a plan reads has changed', () => {
    const before = test.cache.revision()
    test.cache.outputs.get(keyOf('a'))
    test.cache.outputs.claim(keyOf('a'))?.release()
    test.cache.runs.start({ id: 'r', document: 'd', file: 'f', name: 'n', targets: [], standIn: false, started: 1 })
    expect(test.cache.revision()).toBe(before)
  })

  it.each([
    ['an output', (cache: TestCache) => cache.cache.outputs.put(keyOf('a'), textOutputs('x'), provenanceOf('prompt'))],
    [
      'a shown output',
      (cache: TestCache) => cache.cache.shown.set('d', [{ node: 'n', item: '0', take: 0, key: keyOf('a') }]),
    ],
    [
      'an input file',
      (cache: TestCache) => cache.cache.inputs.remember('/f', { size: 1, mtimeNs: 1n, inode: 1n }, keyOf('a')),
    ],
  ])('is another after a change of %s, here or in another process', (_, change) => {
    const seen = [test.cache.revision()]
    change(test)
    seen.push(test.cache.revision())
    const other = test.again()
    seen.push(test.cache.revision())
    other.cache.outputs.put(keyOf('b'), textOutputs('y'), provenanceOf('prompt'))
    seen.push(test.cache.revision())
    other.end()
    expect(seen[1]).not.toBe(seen[0])
    expect(seen[3]).not.toBe(seen[2])
  })
})

describe('opening a data folder', () => {
  it('of a newer Reelay is refused with what to do', () => {
    test.end()
    const db = new Database(join(test.folder, 'data', 'index.db'))
    db.pragma('user_version = 99')
    db.close()
    expect(() => openTestCache(test.folder)).toThrowError(/newer Reelay.*Update Reelay/)
  })

  it('that is a file is refused in a sentence', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reelay-open-'))
    const owner = acquireOwner(join(folder, 'owners'))
    writeFileSync(join(folder, 'taken'), '')
    expect(() => openCache({ folder: join(folder, 'taken'), owner })).toThrowError(/^Could not open the data folder/)
    owner.release()
    rmSync(folder, { recursive: true })
  })
})
