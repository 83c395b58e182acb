import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, provenanceOf, textOutputs } from '../../shared/engine/testing/output-cache-suite.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

const entry = (node: string, key: string, item = '0', take = 0) => ({ node, item, take, key: keyOf(key) })

describe('shown outputs', () => {
  it('keeps the last key of each node, item and take, document by document, over a restart', () => {
    test.cache.shown.set('d1', [
      entry('a', 'old'),
      entry('a', 'x', 'row7'),
      entry('a', 'y', '0', 1),
      entry('m/inner', 'z'),
    ])
    test.cache.shown.set('d1', [entry('a', 'new')])
    test.cache.shown.set('d2', [entry('a', 'elsewhere')])
    test.cache.shown.set('d2', [])
    test.end()
    test = openTestCache(test.folder)
    const all = test.cache.shown.all('d1')
    expect(all).toHaveLength(4)
    expect(all).toEqual(
      expect.arrayContaining([
        entry('a', 'new'),
        entry('a', 'x', 'row7'),
        entry('a', 'y', '0', 1),
        entry('m/inner', 'z'),
      ]),
    )
    test.cache.shown.forget('d1')
    expect(test.cache.shown.all('d1')).toEqual([])
    expect(test.cache.shown.all('d2')).toEqual([entry('a', 'elsewhere')])
  })

  it('comes with its cache rows in one snapshot', () => {
    test.cache.outputs.put(keyOf('made'), textOutputs('made'), provenanceOf('prompt'))
    test.cache.shown.set('d', [entry('a', 'made'), entry('b', 'made'), entry('c', 'never')])
    const rows = new Map(test.cache.shown.snapshot('d').map(({ entry: { node }, row }) => [node, row]))
    expect(rows.get('a')).toMatchObject({ key: keyOf('made'), outputs: textOutputs('made'), present: true })
    expect(rows.get('b')).toBe(rows.get('a'))
    expect(rows.has('c')).toBe(true)
    expect(rows.get('c')).toBeUndefined()
    expect(test.cache.shown.snapshot('other')).toEqual([])
    expect(test.cache.shown.of('d', 'a')).toEqual([{ entry: entry('a', 'made'), row: rows.get('a') }])
    expect(test.cache.shown.of('other', 'a')).toEqual([])
  })
})
