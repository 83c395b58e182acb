import { describe, expect, it } from 'vitest'
import type { RunEvent as EngineEvent } from '#shared/ipc/engine-messages.ts'
import { emptyRun, leadingItem, progressOf, type RunView, reduceRun } from './run-state.ts'

type Items = Extract<EngineEvent, { event: 'item' }>
const item = (seq: number, node: string, state: Items['state'], name = '0'): EngineEvent => ({
  event: 'item',
  run: 'r',
  seq,
  node,
  item: name,
  index: 0,
  take: 0,
  state,
})
const progress = (seq: number, node: string, fraction: number): EngineEvent => ({
  event: 'progress',
  run: 'r',
  seq,
  node,
  item: '0',
  take: 0,
  fraction,
})
const summary = {
  status: 'done' as const,
  ran: ['a'],
  restored: [],
  upToDate: [],
  failed: [],
  blocked: [],
  waiting: [],
  cancelled: [],
  costUsd: 0.5,
  standIn: false,
}
const story: readonly EngineEvent[] = [
  { event: 'run-started', run: 'r', seq: 1, at: '2026-11-20T10:00:00Z', standIn: true, targets: ['a'] },
  item(2, 'a', 'running'),
  { event: 'log', run: 'r', seq: 3, node: 'a', item: '0', message: 'sent' },
  item(4, 'a', 'ran'),
  { event: 'run-finished', run: 'r', seq: 5, ...summary },
]
const told = (events: readonly EngineEvent[], run: RunView = emptyRun('r')) => events.reduce(reduceRun, run)

describe('a run told by its events', () => {
  it('ends as its summary says', () => {
    const run = told(story)
    expect(run).toMatchObject({ status: 'done', standIn: true, targets: ['a'], startedAt: '2026-11-20T10:00:00Z' })
    expect(run.summary?.costUsd).toBe(0.5)
    expect(run.log).toEqual([{ node: 'a', message: 'sent' }])
    expect(leadingItem(run.nodes.a)?.state).toBe('ran')
  })

  it('is the same when events are replayed', () => {
    const run = told(story)
    expect(told(story, run)).toBe(run)
    expect(told(story, told(story.slice(0, 3)))).toEqual(run)
  })

  it('knows how far a running node is, and forgets it when the item ends', () => {
    const running = told([...story.slice(0, 2), progress(2, 'a', 0.4)])
    expect(progressOf(running.nodes.a)).toBe(0.4)
    expect(progressOf(told([item(3, 'a', 'running', '1')], running).nodes.a)).toBe(0.2)
    expect(progressOf(told([item(3, 'a', 'ran')], running).nodes.a)).toBeNull()
  })

  it('takes no progress for an item that does not run', () => {
    const run = told(story.slice(0, 1))
    expect(reduceRun(run, progress(1, 'a', 0.4))).toBe(run)
  })

  it('leaves other nodes as they are', () => {
    const before = told([item(1, 'a', 'ran')])
    expect(reduceRun(before, item(2, 'b', 'running')).nodes.a).toBe(before.nodes.a)
  })

  it('shows what a person most needs to see', () => {
    expect(leadingItem(told([item(1, 'a', 'ran'), item(2, 'a', 'failed', '1')]).nodes.a)?.state).toBe('failed')
    expect(leadingItem(undefined)).toBeNull()
  })
})
