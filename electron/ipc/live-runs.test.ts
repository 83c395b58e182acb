import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../shared/engine/events.ts'
import { newDocument } from '../../shared/graph/new-document.ts'
import type { RunEvent } from '../../shared/ipc/engine-messages.ts'
import type { RunInfo } from '../cache/run-history.ts'
import type { Host } from '../host.ts'
import { createLiveRuns } from './live-runs.ts'

const work = { node: 'a', item: '0', take: 0 }
const base = { run: 'r', seq: 1 }
const request = { document: newDocument('d', 'd'), file: '/d.reelay', targets: null, standIn: false }

/** A host with one run, whose events the test sends. */
function stage() {
  const info: RunInfo = {
    ...{
      id: 'r',
      document: 'd',
      file: '/d.reelay',
      name: 'd',
      targets: [],
      standIn: false,
      started: 1,
      status: 'running',
    },
  }
  let emit: (event: EngineEvent) => void = () => {}
  let fail: (error: Error) => void = () => {}
  let cancelled = 0
  const done = new Promise<never>((_, reject) => {
    fail = reject
  })
  const host = {
    cache: {
      runs: {
        get: (run: string) => (run === 'r' ? info : undefined),
        list: () => [{ ...info, status: 'waiting', summary: { waiting: ['gate', 'gate#b', 'cut@1'], costUsd: 2 } }],
        events: () => [{ seq: 1, event: { event: 'odd' } }],
      },
    },
    runs: {
      start: async (_: unknown, listener: (event: EngineEvent) => void) => {
        emit = listener
        return { ok: true, run: 'r', done, cancel: () => cancelled++ }
      },
    },
  } as unknown as Host
  const changed: string[] = []
  const runs = createLiveRuns(host, (document) => changed.push(document))
  const watcher = () => {
    const events: RunEvent[] = []
    return { events, send: ({ e, p }: { e: string; p: unknown }) => e === 'run' && events.push(p as RunEvent) }
  }
  return {
    runs,
    changed,
    watcher,
    emit: (event: EngineEvent) => emit(event),
    fail: (error: Error) => fail(error),
    cancels: () => cancelled,
  }
}

describe('a run', () => {
  it('of the history says at which nodes it waited', () => {
    expect(stage().runs.list('d', 10)).toMatchObject([{ status: 'waiting', costUsd: 2, waiting: ['gate', 'cut'] }])
  })

  it('is told to whoever started it and whoever watches, with what is under way', async () => {
    const { runs, emit, watcher, changed } = stage()
    const [first, second] = [watcher(), watcher()]
    expect(await runs.start(request, first)).toEqual({ ok: true, run: 'r' })
    emit({ event: 'run-started', ...base, at: 'now', standIn: false, targets: null })
    emit({ event: 'item', ...base, seq: 2, ...work, index: 0, state: 'running' })
    emit({ event: 'progress', ...base, seq: 2, ...work, fraction: 0.25 })
    emit({ event: 'progress', ...base, seq: 2, ...work, fraction: 0.5 })

    const { events } = runs.watch('r', 2, second)
    expect(events).toMatchObject([
      { event: 'item', state: 'running' },
      { event: 'progress', fraction: 0.5 },
    ])
    expect(changed).toEqual([])
    emit({ event: 'item', ...base, seq: 3, ...work, index: 0, state: 'ran', key: 'k' })
    expect(second.events).toMatchObject([{ event: 'item', state: 'ran', key: 'k' }])
    expect(changed).toEqual(['d'])
    expect(runs.watch('r', 0, second).events.map(({ event }) => event)).toEqual(['run-started', 'item', 'item'])

    runs.detach(first)
    emit({ event: 'log', ...base, seq: 4, node: 'a', item: '0', message: 'Sent.' })
    expect([first.events.length, second.events.length]).toEqual([5, 2])
  })

  it('that the store or the engine broke off ends with a sentence', async () => {
    const { runs, fail, watcher } = stage()
    const client = watcher()
    await runs.start(request, client)
    fail(new Error('The disk is full.'))
    await new Promise(setImmediate)
    expect(client.events).toMatchObject([
      { event: 'run-finished', status: 'failed', failed: [{ message: 'The disk is full.' }] },
    ])
    expect(runs.cancel('r')).toBe(false)
    // What it stored before, in a shape that this version does not know, is left out.
    expect(runs.watch('r', 0, client)).toMatchObject({ run: { id: 'r' }, events: [] })
  })

  it('is cancelled once asked; one that never was is said to be none', async () => {
    const { runs, watcher, cancels } = stage()
    await runs.start(request, watcher())
    expect(runs.cancel('r')).toBe(true)
    expect(cancels()).toBe(1)
    expect(() => runs.cancel('other')).toThrow('no run of that name')
    expect(() => runs.watch('other', 0, watcher())).toThrow('no run of that name')
  })
})
