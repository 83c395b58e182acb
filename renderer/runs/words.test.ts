import { describe, expect, it } from 'vitest'
import type { RunEvent } from '#shared/ipc/engine-messages.ts'
import { emptyRun, type RunView, reduceRun } from '../store/run-state.ts'
import { duration } from '../strings/runs.ts'
import { announcement } from './announcement.ts'
import { amountOf } from './budget-field.tsx'
import { endText } from './notify.ts'
import { windowTitle } from './run-title.ts'

const item = (seq: number, node: string, state: Extract<RunEvent, { event: 'item' }>['state']): RunEvent => ({
  ...{ event: 'item', run: 'r', seq, node, item: '0', index: 0, take: 0, state },
})
const start: RunEvent = {
  ...{ event: 'run-started', run: 'r', seq: 1, at: '2026-11-20T10:00:00Z', standIn: false, targets: null, items: 2 },
}
const end: Extract<RunEvent, { event: 'run-finished' }> = {
  ...{ event: 'run-finished', run: 'r', seq: 9, status: 'done', ran: ['a'], restored: [], upToDate: [], failed: [] },
  ...{ blocked: [], waiting: [], cancelled: [], costUsd: 0, standIn: false },
}
const told = (...events: readonly RunEvent[]) => events.reduce(reduceRun, emptyRun('r'))
const say = (before: RunView | undefined, now: RunView) => announcement(before, now, (node) => node.toUpperCase())

describe('what is spoken', () => {
  const started = told(start)
  const running = told(start, item(2, 'a', 'running'))

  it('is the start, what nodes come to, and the end', () => {
    expect(say(undefined, started)).toBe('Run started.')
    expect(say(started, running)).toBe('A: Started')
    expect(say(running, told(start, item(2, 'a', 'failed')))).toBe('A: Failed')
    expect(say(running, reduceRun(running, end))).toContain('1 made')
  })

  it('is nothing where nothing came to another state, and what is only found again is left out', () => {
    expect(
      say(running, reduceRun(running, { ...item(2, 'a', 'running'), event: 'progress', fraction: 0.5 } as RunEvent)),
    ).toBeNull()
    expect(say(started, told(start, item(2, 'a', 'up-to-date')))).toBeNull()
  })

  it('gathers many nodes at once', () => {
    expect(say(started, told(start, item(2, 'a', 'running'), item(3, 'b', 'running')))).toBe('2 nodes: Started')
  })
})

describe('the title of the window', () => {
  it('tells how far runs are, and nothing when they are over', () => {
    expect(windowTitle('Film', [told(start, item(2, 'a', 'ran'))])).toBe('▶ 50 % Film · Reelay')
    expect(windowTitle(' ', [told(start, end)])).toBe('Untitled · Reelay')
    expect(windowTitle(null, [told(start)])).toBe('Reelay')
  })
})

it('a notification names the document and how its run ended', () => {
  expect(endText('Film', end)).toEqual({ title: 'Film: run done', body: '1 made, 0 restored' })
  const failed = [{ node: 'a', item: '0', workItem: 'a', message: 'It broke.' }]
  expect(endText('Film', { ...end, status: 'failed', failed })).toEqual({
    title: 'Film: run failed',
    body: 'It broke.',
  })
})

it.each([
  ['', null],
  [' 2.50 ', 2.5],
  ['$3', 3],
  ['0,4', 0.4],
  ['two', undefined],
  ['-1', undefined],
] as const)('the budget %j is %j', (text, amount) => expect(amountOf(text)).toBe(amount))

it.each([
  [900, '1 s'],
  [125_000, '2 min 5 s'],
  [120_000, '2 min'],
  [3_780_000, '1 h 3 min'],
] as const)('%d ms is %s', (ms, words) => expect(duration(ms)).toBe(words))
