import { describe, expect, it } from 'vitest'
import type { StatedEvent } from './execute-host.ts'
import { createTally } from './tally.ts'

const name = (node: string, index = 0, take = 0) => ({ node, item: `r${index}`, index, take })

describe('createTally', () => {
  it('writes work items in their short form, adds up costs, and says each change', () => {
    const events: StatedEvent[] = []
    const tally = createTally((event) => events.push(event))
    tally.item(name('a'), 'running')
    tally.item(name('a'), 'ran', { costUsd: 0.5, key: 'k' })
    tally.item(name('a', 1), 'restored')
    tally.item(name('a', 0, 2), 'up-to-date')
    tally.item(name('b', 2, 1), 'blocked', { message: 'no' })
    tally.left(name('c'))
    tally.output('constructor', 'x', [{ type: 'text', text: 'hi' }])
    expect(tally.summary(false)).toMatchObject({
      ...{ ran: ['a'], restored: ['a#r1'], upToDate: ['a@2'], blocked: ['b#r2@1'], cancelled: ['c'], costUsd: 0.5 },
      outputs: { constructor: { x: [{ type: 'text', text: 'hi' }] } },
    })
    expect(events).toHaveLength(5)
    expect(events[1]).toEqual({
      event: 'item',
      node: 'a',
      item: 'r0',
      index: 0,
      take: 0,
      state: 'ran',
      costUsd: 0.5,
      key: 'k',
    })
  })

  it.each<[string, (tally: ReturnType<typeof createTally>) => void, boolean, string]>([
    ['nothing', () => {}, false, 'done'],
    ['a failure', (tally) => tally.item(name('a'), 'failed', { message: 'x' }), false, 'failed'],
    ['only the budget', (tally) => tally.item(name('a'), 'failed', { kind: 'budget' }), false, 'budget'],
    [
      'the budget and a failure',
      (tally) => {
        tally.item(name('a'), 'failed', { kind: 'budget' })
        tally.item(name('b'), 'failed', { message: 'x' })
      },
      false,
      'failed',
    ],
    ['somebody to ask', (tally) => tally.item(name('a'), 'waiting'), false, 'waiting'],
    ['work cancelled elsewhere', (tally) => tally.item(name('a'), 'cancelled'), false, 'failed'],
    ['a cancel goes before all', (tally) => tally.item(name('a'), 'failed', { message: 'x' }), true, 'cancelled'],
  ])('ends: %s', (_, act, cancelled, status) => {
    const tally = createTally(() => {})
    act(tally)
    expect(tally.summary(cancelled).status).toBe(status)
  })
})
