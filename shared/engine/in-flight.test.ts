import { describe, expect, it } from 'vitest'
import { createInFlight } from './in-flight.ts'
import type { CachedOutputs } from './interfaces.ts'
import { createPool } from './pool.ts'
import { deferred } from './testing/deferred.ts'
import { createMemoryCache } from './testing/memory-cache.ts'

const provenance = { fingerprint: {}, wallMs: 0, date: '', toolchain: {}, paid: false }
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
const setUp = () => {
  const cache = createMemoryCache()
  const clock = { now: () => 0, sleep: turn }
  const inFlight = createInFlight(cache, clock)
  const put = (key: string): CachedOutputs => cache.put(key, {}, provenance)
  return { cache, clock, inFlight, put, signal: new AbortController().signal }
}

describe('once', () => {
  it('makes a key once for all who want it at a time, and then finds it', async () => {
    const { inFlight, put, signal } = setUp()
    let made = 0
    const make = async () => {
      made++
      await turn()
      return put('k')
    }
    const all = await Promise.all(Array.from({ length: 5 }, () => inFlight.once('k', signal, make)))
    expect(all.map((each) => each.made)).toEqual([true, false, false, false, false])
    expect((await inFlight.once('k', signal, make)).made).toBe(false)
    expect(made).toBe(1)
  })

  it('makes a row again whose files were pruned', async () => {
    const { cache, inFlight, put, signal } = setUp()
    put('k')
    cache.evict('k')
    expect(await inFlight.once('k', signal, async () => put('k'))).toMatchObject({ made: true, row: { present: true } })
  })

  it('fails for all who wait, and keeps no failure and no claim', async () => {
    const { cache, inFlight, put, signal } = setUp()
    const failing = () => inFlight.once('k', signal, () => Promise.reject(new Error('no')))
    await expect(Promise.allSettled([failing(), failing()])).resolves.toMatchObject([
      { reason: { message: 'no' } },
      { reason: { message: 'no' } },
    ])
    expect(cache.claimed()).toEqual([])
    expect((await inFlight.once('k', signal, async () => put('k'))).made).toBe(true)
  })

  it('stops only when the last one aborts; who goes before goes at once', async () => {
    const { inFlight, put } = setUp()
    const [one, two] = [new AbortController(), new AbortController()]
    const gate = deferred()
    let stopped = false
    const make = async (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        stopped = true
      })
      await gate.promise
      signal.throwIfAborted()
      return put('k')
    }
    const first = inFlight.once('k', one.signal, make)
    const second = inFlight.once('k', two.signal, make)
    one.abort(new Error('stop'))
    await expect(first).rejects.toMatchObject({ outcome: 'cancelled' })
    expect(stopped).toBe(false)
    gate.resolve()
    expect(await second).toMatchObject({ made: false, row: { key: 'k' } })
  })

  it('the last one to abort waits until it has really stopped, and a new one starts anew', async () => {
    const { cache, inFlight, put } = setUp()
    const controller = new AbortController()
    const ended = deferred()
    let over = false
    const first = inFlight.once('k', controller.signal, async (signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      await ended.promise
      over = true
      throw signal.reason
    })
    await turn()
    controller.abort(new Error('stop'))
    const second = inFlight.once('k', new AbortController().signal, async () => put('k'))
    await turn()
    expect(cache.rows()).toEqual([])
    ended.resolve()
    await expect(first).rejects.toThrow('stop')
    expect(over).toBe(true)
    expect((await second).made).toBe(true)
    await expect(inFlight.once('k2', controller.signal, async () => put('k2'))).rejects.toThrow('stop')
  })

  it('waits for another process, and takes over where that gives up', async () => {
    const { cache, inFlight, put, signal } = setUp()
    const theirs = [cache.claim('a'), cache.claim('b')]
    const a = inFlight.once('a', signal, async () => put('a'))
    const b = inFlight.once('b', signal, () => Promise.reject(new Error('not mine')))
    await turn()
    expect(cache.rows()).toEqual([])
    theirs[0]?.release()
    put('b')
    expect((await a).made).toBe(true)
    expect((await b).made).toBe(false)
  })

  it('ends its waiting for another process with an abort', async () => {
    const { cache, inFlight, put } = setUp()
    cache.claim('k')
    const controller = new AbortController()
    const waiting = inFlight.once('k', controller.signal, async () => put('k'))
    await turn()
    controller.abort(new Error('stop'))
    await expect(waiting).rejects.toThrow('stop')
  })

  it('claims no more keys than there is room for, so that two processes share a list', async () => {
    const { cache, clock, inFlight, put, signal } = setUp()
    const theirs = createInFlight(cache, clock)
    const made = { mine: 0, theirs: 0 }
    const work = (who: keyof typeof made, of: typeof inFlight) => {
      const pool = createPool(2)
      return Array.from({ length: 40 }, (_, index) =>
        of.once(
          `k${index}`,
          signal,
          async () => {
            expect(cache.claimed().length).toBeLessThanOrEqual(4)
            made[who]++
            await turn()
            return put(`k${index}`)
          },
          pool.run,
        ),
      )
    }
    await Promise.all([...work('mine', inFlight), ...work('theirs', theirs)])
    expect(made.mine + made.theirs).toBe(40)
    expect(Math.min(made.mine, made.theirs)).toBeGreaterThan(0)
  })
})
