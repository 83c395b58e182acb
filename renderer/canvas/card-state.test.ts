import { describe, expect, it } from 'vitest'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { emptyRun, type NodeRun, reduceRun } from '../store/run-state.ts'
import { cardState, listCount, shortMessage } from './card-state.ts'

const usual = { bypass: false, known: true, problem: false, above: false }
const planned = (state: NodePlanRow['state'], reasons: readonly string[] = []): NodePlanRow => ({
  ...{ node: 'a', state, counts: {}, reasons, notes: [], usd: [0, 0], standIn: false, takes: 0, total: 1, items: [] },
})
type State = Extract<Parameters<typeof reduceRun>[1], { event: 'item' }>['state']
const ran = (state: State): NodeRun | undefined =>
  reduceRun(emptyRun('r'), {
    ...{ event: 'item', run: 'r', seq: 1, node: 'a', item: '0', index: 0, take: 0, state },
  }).nodes.a

describe('how a node stands', () => {
  it.each([
    ['never made', planned('run', ['never run']), undefined, 'new'],
    [
      'never made, though tried',
      planned('run', ['never run', 'failed last time (not charged): no.']),
      undefined,
      'failed',
    ],
    ['edited since', planned('run', ['param seed: 4 → 5']), undefined, 'stale'],
    ['made in this run', planned('up-to-date'), ran('ran'), 'up-to-date'],
    ['found again in this run', planned('up-to-date'), ran('restored'), 'restored'],
    ['failed', planned('run', ['failed last time']), ran('failed'), 'failed'],
    ['failed, and made since', planned('up-to-date'), ran('failed'), 'up-to-date'],
    ['stopped', planned('run', ['never run']), ran('cancelled'), 'cancelled'],
    ['running, though it is stale', planned('run'), ran('running'), 'running'],
    ['waiting', planned('waiting'), undefined, 'waiting'],
    ['not planned yet', undefined, undefined, 'planning'],
  ] as const)('%s', (_, plan, run, state) => expect(cardState(plan, run, usual)).toBe(state))

  it('a problem of its own goes before a stale plan, one above blocks it', () => {
    expect(cardState(undefined, undefined, { ...usual, problem: true })).toBe('problem')
    expect(cardState(undefined, undefined, { ...usual, above: true })).toBe('blocked')
    expect(cardState(undefined, undefined, { ...usual, bypass: true, problem: true })).toBe('bypassed')
    expect(cardState(planned('run'), undefined, { ...usual, known: false })).toBe('missing')
  })
})

describe('a message on a card', () => {
  it.each([
    ['‘Hero shot’ (hero): the provider refused it. Try other words.', 'The provider refused it.'],
    ['‘hero’: no key is set.', 'No key is set.'],
    ['‘Horn’ (horn): “Horn” (mine/dear at home) was refused. Change it.', 'Was refused.'],
    ['failed last time (charged $0.4): “Horn” (mine/dear) was refused. Change it.', 'Was refused.'],
    ['It went wrong', 'It went wrong'],
    ['Costs $1.50 more. Raise the budget.', 'Costs $1.50 more.'],
  ])('%s', (message, short) => expect(shortMessage(message)).toBe(short))
})

it('items are counted once, however many takes they have, and lists by their length', () => {
  const one = { item: '0', ports: { video: ['a'] } }
  expect([listCount([]), listCount([one]), listCount([one, one])]).toEqual([0, 1, 1])
  expect(listCount([one, { item: 'r2', ports: { video: ['b'] } }])).toBe(2)
  expect(listCount([{ item: '0', ports: { cell: ['a', 'b', 'c'], row: ['a'] } }])).toBe(3)
})
