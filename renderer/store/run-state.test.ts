import { describe, expect, it } from 'vitest'
import type { RunEvent as EngineEvent } from '#shared/ipc/engine-messages.ts'
import { emptyRun, leadingItem, progressOf, type RunView, reduceRun, remaining, runProgress } from './run-state.ts'

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

  it('counts what ended of what is to change, and what runs in part', () => {
    const start: EngineEvent = {
      ...{ event: 'run-started', run: 'r', seq: 1, at: '2026-11-20T10:00:00Z', standIn: false, targets: null },
      ...{ items: 4, standInNodes: ['a'], budgetUsd: 2 },
    }
    const run = told([start, item(2, 'z', 'up-to-date'), item(3, 'a', 'running'), progress(3, 'a', 0.5)])
    expect(run).toMatchObject({ standInNodes: ['a'], budgetUsd: 2 })
    expect(runProgress(run)).toEqual({ done: 0, of: 4, fraction: 0.125 })
    const later = told([{ ...item(4, 'a', 'ran'), costUsd: 0.4 } as EngineEvent, item(5, 'b', 'restored')], run)
    expect(runProgress(later)).toEqual({ done: 2, of: 4, fraction: 0.5 })
    expect(later.costUsd).toBe(0.4)
    // An item that a list only brought forth while it ran.
    const more = told(
      ['1', '2', '3'].map((name, index) => item(6 + index, 'c', 'ran', name)),
      later,
    )
    expect(runProgress(more)).toEqual({ done: 5, of: 5, fraction: 1 })
    expect(runProgress(told([{ event: 'run-finished', run: 'r', seq: 9, ...summary }], later))).toMatchObject({
      ...{ done: 2, of: 2, fraction: 1 },
    })
  })

  it('knows since when a node runs', () => {
    const at = (seq: number, state: Items['state'], time: number, name = '0'): EngineEvent =>
      ({ ...item(seq, 'a', state, name), time }) as EngineEvent
    const run = told([at(1, 'running', 1000), at(2, 'running', 1500, '1'), at(3, 'ran', 4000)])
    expect(run.nodes.a).toMatchObject({ began: 1000, changed: 4000 })
  })
})

describe('what is left', () => {
  it('is judged by what was done, not before something was', () => {
    expect([remaining(1000, 0.01), remaining(1000, 0.25), remaining(4000, 1)]).toEqual([null, 3000, 0])
  })
})
