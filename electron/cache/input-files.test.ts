import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf } from '../../shared/engine/testing/output-cache-suite.ts'
import { stampOf } from './input-files.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

function remember(path: string, content: string) {
  const stamp = stampOf(path)
  if (!stamp) throw new Error('the file should be there')
  test.cache.inputs.remember(path, stamp, keyOf(content))
}

describe('input files', () => {
  it('are known again as long as nobody changed them', () => {
    const path = test.outside('a.png', 'one')
    expect(test.cache.inputs.lookup(path)).toBeUndefined()
    remember(path, 'one')
    expect(test.cache.inputs.lookup(path)).toEqual({ digest: keyOf('one'), bytes: 3 })
    expect(test.cache.inputs.isInput(keyOf('one'))).toBe(true)
    expect(test.cache.inputs.isInput(keyOf('two'))).toBe(false)
  })

  it.each([
    ['another length', (path: string) => writeFileSync(path, 'longer')],
    ['another time', (path: string) => utimesSync(path, 1000, 1000)],
    [
      'another file of the same length and time',
      (path: string) => {
        const time = stampOf(path)?.mtimeNs ?? 0n
        writeFileSync(`${path}.new`, 'two')
        utimesSync(`${path}.new`, Number(time / 1_000_000_000n), Number(time / 1_000_000_000n))
        renameSync(`${path}.new`, path)
      },
    ],
    ['gone', (path: string) => rmSync(path)],
  ])('are not when there is %s; what they held last is still told', (_, change) => {
    const path = test.outside('a.png', 'one')
    utimesSync(path, 2000, 2000)
    remember(path, 'one')
    expect(test.cache.inputs.stillOutside(keyOf('one'))).toBe(true)
    change(path)
    expect(test.cache.inputs.lookup(path)).toBeUndefined()
    expect(test.cache.inputs.stillOutside(keyOf('one'))).toBe(false)
    expect(test.cache.inputs.last(path)).toEqual({ digest: keyOf('one'), bytes: 3 })
  })

  it('tell the latest of several contents, also when an earlier one is back', () => {
    const path = test.outside('a.png', 'one')
    utimesSync(path, 2000, 2000)
    remember(path, 'one')
    utimesSync(path, 3000, 3000)
    remember(path, 'two')
    expect(test.cache.inputs.last(path)?.digest).toBe(keyOf('two'))
    utimesSync(path, 2000, 2000)
    remember(path, 'one')
    expect(test.cache.inputs.last(path)?.digest).toBe(keyOf('one'))
    expect(test.cache.inputs.digests().sort()).toEqual([keyOf('one'), keyOf('two')].sort())
  })

  it('are files: no folder, nothing below a file', () => {
    const path = test.outside('a.png', 'one')
    expect(stampOf(test.folder)).toBeUndefined()
    expect(stampOf(join(path, 'below'))).toBeUndefined()
    expect(test.cache.inputs.last(join(test.folder, 'never'))).toBeUndefined()
  })
})
