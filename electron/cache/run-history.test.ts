import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

const run = (id: string, document = 'd') => ({
  id,
  document,
  file: '/films/a.reelay',
  name: 'A film',
  targets: ['export', 'm/inner'],
  standIn: true,
  started: 5,
})

describe('the history of runs', () => {
  it('keeps runs, their end and their events over a restart', () => {
    test.cache.runs.start(run('r1'))
    expect(test.cache.runs.get('r1')).toEqual({ ...run('r1'), status: 'running' })
    const batch = [
      { seq: 0, type: 'started' },
      { seq: 1, node: 'a', key: 'k' },
    ]
    test.cache.runs.append('r1', batch)
    test.cache.runs.append('r1', [{ seq: 2 }])
    test.cache.runs.finish('r1', 'failed', { ran: ['a'], costUsd: 0.5 }, 9)
    test.end()
    test = openTestCache(test.folder)
    const end = { status: 'failed', summary: { ran: ['a'], costUsd: 0.5 }, finished: 9 }
    expect(test.cache.runs.get('r1')).toEqual({ ...run('r1'), ...end })
    expect(test.cache.runs.events('r1')).toEqual([
      { seq: 0, event: { seq: 0, type: 'started' } },
      { seq: 1, event: { seq: 1, node: 'a', key: 'k' } },
      { seq: 2, event: { seq: 2 } },
    ])
    expect(test.cache.runs.events('r1', 2).map(({ seq }) => seq)).toEqual([2])
    expect(test.cache.runs.events('unknown')).toEqual([])
    expect(test.cache.runs.get('unknown')).toBeUndefined()
  })

  it('lists the newest first, of one document where asked', () => {
    test.cache.runs.start(run('r1'))
    test.cache.runs.start(run('r2', 'other'))
    test.cache.runs.start(run('r3'))
    expect(test.cache.runs.list().map(({ id }) => id)).toEqual(['r3', 'r2', 'r1'])
    expect(test.cache.runs.list({ document: 'd' }).map(({ id }) => id)).toEqual(['r3', 'r1'])
    expect(test.cache.runs.list({ limit: 1 }).map(({ id }) => id)).toEqual(['r3'])
  })

  it('calls a run interrupted when its process ended without finishing it, and running while another lives', () => {
    const other = test.again()
    other.cache.runs.start(run('r1'))
    expect(test.cache.runs.get('r1')?.status).toBe('running')
    other.end()
    expect(test.cache.runs.get('r1')?.status).toBe('interrupted')
    expect(test.cache.runs.list().map(({ status }) => status)).toEqual(['interrupted'])
  })

  it('refuses events of a run that was never started', () => {
    expect(() => test.cache.runs.append('nobody', [{ seq: 0 }])).toThrowError(/FOREIGN KEY/)
  })

  it('forgets a run with its events', () => {
    test.cache.runs.start(run('r1'))
    test.cache.runs.append('r1', [{ seq: 0 }])
    test.cache.runs.forget('r1')
    expect(test.cache.runs.list()).toEqual([])
    expect(test.cache.runs.events('r1')).toEqual([])
  })
})
