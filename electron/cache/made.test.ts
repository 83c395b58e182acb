import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, provenanceOf, textOutputs } from '../../shared/engine/testing/output-cache-suite.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

const put = (name: string) => {
  test.clock.time += 1000
  test.cache.outputs.put(keyOf(name), textOutputs(name), provenanceOf(name))
}
const run = (id: string, document: string, events: readonly object[]) => {
  const named = { file: '/f.reelay', name: 'Film', targets: [], standIn: false, started: test.clock.time }
  test.cache.runs.start({ id, document, ...named })
  test.cache.runs.append(
    id,
    events.map((event, seq) => ({ seq, event: 'item', item: '0', take: 0, state: 'ran', ...event })),
  )
}
const names = (document: string, node: string, limit = 100) =>
  test.cache.made.of(document, node, limit).map(({ item, take, row }) => `${item}@${take} ${row.key.slice(0, 8)}`)
const line = (name: string, item = '0', take = 0) => `${item}@${take} ${keyOf(name).slice(0, 8)}`

describe('what a node ever made', () => {
  it('is told by the runs of its document, newest first and each once', () => {
    for (const name of ['old', 'new', 'take', 'other']) put(name)
    run('r1', 'd', [
      { node: 'a', key: keyOf('old') },
      { node: 'b', key: keyOf('other') },
      { node: 'a', state: 'failed', key: keyOf('never stored') },
      { node: 'a', state: 'blocked' },
    ])
    run('r2', 'd', [
      { node: 'a', key: keyOf('new') },
      { node: 'a', key: keyOf('take'), take: 1 },
      { node: 'a', key: keyOf('old'), item: 'row7', state: 'restored' },
    ])
    run('r3', 'elsewhere', [{ node: 'a', key: keyOf('other') }])
    expect(names('d', 'a')).toEqual([line('take', '0', 1), line('new'), line('old', 'row7')])
    expect(names('d', 'a', 1)).toEqual([line('take', '0', 1)])
    expect(names('d', 'nobody')).toEqual([])
  })

  it('holds what it shows, also where its run is forgotten', () => {
    put('shown')
    test.cache.shown.set('d', [{ node: 'a', item: '0', take: 2, key: keyOf('shown') }])
    expect(names('d', 'a')).toEqual([line('shown', '0', 2)])
    expect(test.cache.made.of('d', 'a', 1)[0]).toMatchObject({ made: test.clock.time, row: { present: true } })
  })
})
