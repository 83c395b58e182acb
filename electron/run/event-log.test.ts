import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineEvent } from '#shared/engine/events.ts'
import type { StatedEvent } from '#shared/engine/execute-host.ts'
import type { ShownEntry } from '../cache/shown.ts'
import { createEventLog } from './event-log.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const item = (node: string, state: 'running' | 'ran' | 'restored' | 'up-to-date', key = 'k'): StatedEvent => ({
  ...{ event: 'item', node, item: '0', index: 0, take: 0, state, key },
})
const progress = (node: string, fraction: number, name = '0'): StatedEvent => ({
  ...{ event: 'progress', node, item: name, take: 0, fraction },
})
const setUp = (listener: (event: EngineEvent) => void = () => {}) => {
  const stored: { readonly seq: number }[] = []
  const shown: ShownEntry[] = []
  const writes: number[] = []
  const store = { full: false }
  const heard: EngineEvent[] = []
  const runs = {
    append: (_: string, events: readonly { readonly seq: number }[]) => {
      if (store.full) throw new Error('the disk is full')
      if (events.length > 0) writes.push(events.length)
      stored.push(...events)
    },
  }
  const cache = { runs, shown: { set: (_: string, entries: readonly ShownEntry[]) => void shown.push(...entries) } }
  // Only what the log reaches of the cache is here.
  const log = createEventLog(cache as never, 'run', 'doc', (event) => {
    heard.push(event)
    listener(event)
  })
  return { log, stored, shown, writes, store, heard }
}

describe('createEventLog', () => {
  it('numbers changes of state, hands them on at once and writes them together', () => {
    const { log, stored, writes, heard } = setUp()
    log.emit(item('a', 'running'))
    log.emit(progress('a', 0.5))
    log.emit(item('a', 'ran'))
    expect(heard.map(({ event, seq, run }) => [event, seq, run])).toEqual([
      ['item', 1, 'run'],
      ['progress', 1, 'run'],
      ['item', 2, 'run'],
    ])
    // A change of state says when it was; what is live only is now.
    expect(heard.map(({ time }) => time)).toEqual([Date.now(), undefined, Date.now()])
    expect(stored).toEqual([])
    vi.advanceTimersByTime(200)
    expect(stored.map(({ seq }) => seq)).toEqual([1, 2])
    expect(writes).toEqual([2])
  })

  it('remembers what is shown and what took part', () => {
    const { log, shown } = setUp()
    log.emit(item('a', 'ran', 'k1'))
    log.emit(item('b', 'restored', 'k2'))
    log.emit(item('c', 'up-to-date', 'k3'))
    log.flush()
    expect(shown.map(({ node, key }) => [node, key])).toEqual([
      ['a', 'k1'],
      ['b', 'k2'],
    ])
    expect([...log.used()]).toEqual(['k1', 'k2', 'k3'])
  })

  it('hands on progress ten times a second and node, however many items it has', () => {
    const { log, heard } = setUp()
    for (let step = 0; step < 1_000; step++) {
      log.emit(progress('a', step / 1_000, String(step % 20)))
      log.emit(progress('b', 1))
      vi.advanceTimersByTime(1)
    }
    expect(heard.filter((event) => event.event === 'progress' && event.node === 'a').length).toBeLessThanOrEqual(10)
    expect(heard.filter((event) => event.event === 'progress' && event.node === 'b').length).toBeLessThanOrEqual(10)
    expect(heard.length).toBeGreaterThan(10)
  })

  it('is stopped neither by who listens nor by a store that is full, and writes what waited in order when it can', () => {
    const { log, stored, store } = setUp(() => {
      throw new Error('nobody listens')
    })
    store.full = true
    log.emit(item('a', 'running'))
    vi.advanceTimersByTime(500)
    log.emit(item('a', 'ran'))
    expect(() => log.flush()).toThrow('the disk is full')
    store.full = false
    log.flush()
    expect(stored.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('says and writes nothing once it is closed', () => {
    const { log, stored, heard } = setUp()
    log.emit(item('a', 'ran'))
    log.flush()
    log.close()
    log.emit(item('b', 'ran'))
    vi.advanceTimersByTime(500)
    expect(heard).toHaveLength(1)
    expect(stored).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
