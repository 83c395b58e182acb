import { expect, it } from 'vitest'
import type { RunEvent } from '#shared/ipc/engine-messages.ts'
import { logLines, logText } from './log-lines.ts'

const base = { run: 'r' }
const work = { node: 'hero', item: '0', index: 0, take: 0 }
const time = Date.parse('2026-11-20T10:00:00Z')
const events: readonly RunEvent[] = [
  { event: 'run-started', ...base, seq: 1, at: '2026-11-20T10:00:00Z', standIn: false, targets: ['hero'] },
  { event: 'item', ...base, ...work, seq: 2, state: 'running', time },
  { event: 'progress', ...base, ...work, seq: 2, fraction: 0.5 },
  { event: 'log', ...base, seq: 3, node: 'hero', item: '0', message: 'Sent.', time },
  { event: 'item', ...base, ...work, item: 'r7', take: 2, seq: 4, state: 'failed', message: 'It broke.', time },
  { event: 'item', ...base, ...work, seq: 5, state: 'ran', costUsd: 0.4, time },
]
const lines = logLines(events, (node) => node.toUpperCase())

it('has a line for what was stated, none for progress', () => {
  expect(lines.map(({ work, text, bad }) => [work, text, bad])).toEqual([
    ['', 'Run of HERO started', false],
    ['', 'Started', false],
    ['', 'Sent.', false],
    ['#r7@2', 'Failed: It broke.', true],
    ['', 'Made', false],
  ])
})

it('knows when a run of an older version began', () => expect(lines[0]?.time).toBe(time))

it('is copied as one line each, with node and cost', () => {
  expect(
    logText(lines, (node) => node.toUpperCase())
      .split('\n')
      .at(-1),
  ).toBe('2026-11-20T10:00:00.000Z\tHERO\tMade\t$0.4')
})
