import { describe, expect, it } from 'vitest'
import type { RunEvent, RunRow } from '#shared/ipc/engine-messages.ts'
import { emptyRun, reduceRun } from '../store/run-state.ts'
import { continuationOf } from './gate-continue.ts'

const item = { item: '0', take: 0, index: 0 }
function waitingRun(run: string, at: string, targets: readonly string[] | null) {
  const events: RunEvent[] = [
    { event: 'run-started', run, seq: 1, at, standIn: true, standInNodes: ['still'], targets },
    { event: 'item', run, seq: 2, node: 'gate', ...item, state: 'waiting', digest: 'd', at },
  ]
  return events.reduce(reduceRun, emptyRun(run))
}
const row = (id: string, targets: readonly string[], waiting?: readonly string[]): RunRow => ({
  ...{ id, status: waiting ? 'waiting' : 'done', targets, document: 'd', name: '', standIn: false, started: 1 },
  ...(waiting && { waiting }),
})

describe('going on after a gate', () => {
  it('asks for what the last run that waited there was asked for', () => {
    const views = {
      old: waitingRun('old', '2026-01-01T00:00:00Z', null),
      new: waitingRun('new', '2026-01-02T00:00:00Z', ['film']),
    }
    expect(continuationOf('gate', views, [])).toEqual({ targets: ['film'], standIn: true, standInNodes: ['still'] })
  })

  it('finds it in the history after a restart', () => {
    const rows = [row('a', []), row('b', ['film'], ['gate']), row('c', [], ['gate'])]
    expect(continuationOf('gate', {}, rows)).toMatchObject({ targets: ['film'], standIn: false })
    expect(continuationOf('gate', {}, rows.slice(2))).toMatchObject({ targets: null, standInNodes: null })
  })

  it('leaves runs of the history alone that waited at another gate', () => {
    const rows = [row('newer', ['cut'], ['other']), row('older', ['film'], ['other', 'gate'])]
    expect(continuationOf('gate', {}, rows)).toMatchObject({ targets: ['film'] })
    expect(continuationOf('gate', {}, rows.slice(0, 1))).toBeNull()
  })

  it('starts nothing where no run waited', () => {
    const views = { other: waitingRun('other', '2026-01-01T00:00:00Z', null) }
    expect(continuationOf('another-gate', views, [row('a', [])])).toBeNull()
  })
})
