import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JobState } from '../jobs/states.ts'
import { openTasks } from '../providers/standin/tasks.ts'
import { sentTooOften } from './testing/books.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'reelay-books-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const REQUEST = { kind: 'effect', model: 'standin/foley', prompt: '' } as const

/** Requests that arrived at the stand-in, by our reference. */
function arrive(...refs: readonly string[]): void {
  const tasks = openTasks(join(data, 'standin'))
  for (const [index, ref] of refs.entries()) tasks.add(`task-${index}`, ref, REQUEST, 'none', 0)
  tasks.close()
}
const job = (name: string, state: JobState, key = 'k') => ({ job: name, key, step: 'generate', state })

it('one request for each key is right, and another one only after the provider ended the first', () => {
  arrive('a', 'b', 'c', 'd')
  const jobs = [job('a', 'stored'), job('b', 'refused', 'l'), job('c', 'failed', 'l'), job('d', 'submitted', 'l')]
  expect(sentTooOften(data, jobs)).toEqual([])
  expect(sentTooOften(data, [...jobs, job('never', 'abandoned', 'l')])).toEqual([])
})

it.each([
  ['a job that arrived twice', ['a', 'a'], [job('a', 'stored')], 'job a arrived 2 times'],
  ['a request of no job', ['a', 'b'], [job('a', 'stored')], 'b arrived and is no job of the ledger'],
  ['a job called never sent', ['a'], [job('a', 'abandoned')], 'job a is abandoned, yet it arrived'],
  [
    'two jobs of one key',
    ['a', 'b'],
    [job('a', 'stored'), job('b', 'submitted')],
    'generate of k was sent 2 times: a, b',
  ],
  [
    'two results of one key',
    ['a', 'b'],
    [job('a', 'stored'), job('b', 'stored')],
    'generate of k was sent 2 times: a, b',
  ],
])('tells %s', (_, refs, jobs, fault) => {
  arrive(...refs)
  expect(sentTooOften(data, jobs)).toEqual([fault])
})

it('what a person had sent again does not count', () => {
  arrive('a', 'b')
  const jobs = [job('a', 'abandoned'), job('b', 'stored')]
  expect(sentTooOften(data, jobs)).toHaveLength(1)
  expect(sentTooOften(data, jobs, new Set(['a']))).toEqual([])
})
