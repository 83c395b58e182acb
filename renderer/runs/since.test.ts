import { describe, expect, it } from 'vitest'
import type { NodePlanRow, PlanRow, RunEvent } from '#shared/ipc/engine-messages.ts'
import { emptyRun, reduceRun } from '../store/run-state.ts'
import { changedSince } from './since.ts'

const made = (seq: number, node: string, key?: string): RunEvent => ({
  ...{ event: 'item', run: 'r', seq, node, item: '0', index: 0, take: 0, state: 'ran' },
  ...(key === undefined ? {} : { key }),
})
const planned = (node: string, item: Partial<PlanRow>): NodePlanRow => ({
  ...{ node, state: 'run', counts: {}, reasons: [], notes: [], usd: [0, 0], standIn: false, takes: 0, total: 1 },
  items: [
    {
      ...{ node, item: '0', take: 0, index: 0, state: 'run', reasons: [], usd: [0, 0], notes: [], standIn: false },
      ...item,
    },
  ],
})
const run = (...events: readonly RunEvent[]) => events.reduce(reduceRun, emptyRun('r'))
const since = (view: ReturnType<typeof run>, ...plan: readonly NodePlanRow[]) =>
  Object.fromEntries(changedSince(view, plan).map(({ node, since }) => [node, since]))

describe('since a run', () => {
  it('only another key counts, whatever the state', () => {
    const view = run(made(1, 'a', 'k1'), made(2, 'b', 'k2'), made(3, 'c'))
    expect(
      since(view, planned('a', { key: 'k1', state: 'restore' }), planned('b', { key: 'k9' }), planned('c', {})),
    ).toEqual({ a: 'same', b: 'changed', c: 'same' })
  })

  it('an item whose inputs are still to be made is another one, and the plan says why', () => {
    const view = run(made(1, 'a', 'k1'))
    const row = planned('a', { state: 'unknown', reasons: ['not known until ‘b’ has run'] })
    expect(changedSince(view, [row])).toEqual([
      { node: 'a', since: 'changed', reasons: ['not known until ‘b’ has run'] },
    ])
  })

  it('tells nodes that went and, for a run of everything, nodes that came', () => {
    const view = run(made(1, 'a', 'k1'))
    expect(since(view, planned('new', { key: 'k' }))).toEqual({ a: 'gone', new: 'added' })
    expect(since({ ...view, targets: ['a'] }, planned('new', { key: 'k' }))).toEqual({ a: 'gone' })
  })
})
