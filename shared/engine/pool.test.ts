import { describe, expect, it } from 'vitest'
import { createPool } from './pool.ts'
import { deferred } from './testing/deferred.ts'

describe('createPool', () => {
  it('runs as many as it may, the others in the order they came', async () => {
    const pool = createPool(2)
    const begun: number[] = []
    let active = 0
    let most = 0
    const gates = Array.from({ length: 6 }, () => deferred())
    const all = gates.map((gate, index) =>
      pool.run(async () => {
        begun.push(index)
        most = Math.max(most, ++active)
        await gate.promise
        active--
      }),
    )
    for (const gate of gates) {
      gate.resolve()
      await Promise.resolve()
    }
    await Promise.all(all)
    expect(begun).toEqual([0, 1, 2, 3, 4, 5])
    expect(most).toBe(2)
  })

  it('a place that becomes free is not given away twice', async () => {
    const pool = createPool(1)
    let active = 0
    let most = 0
    const task = async () => {
      most = Math.max(most, ++active)
      await new Promise((resolve) => setImmediate(resolve))
      active--
    }
    const first = pool.run(task)
    const second = pool.run(task)
    // Comes when the first has just left and the second has been called but has not begun.
    const third = first.then(() => pool.run(task))
    await Promise.all([first, second, third])
    expect(most).toBe(1)
  })

  it('goes on after a task that fails', async () => {
    const pool = createPool(1)
    const failing = pool.run(() => Promise.reject(new Error('no')))
    const next = pool.run(async () => 'yes')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })

  it('lets go of who waits when the signal aborts, not of who runs', async () => {
    const pool = createPool(1)
    const gate = deferred()
    const controller = new AbortController()
    const running = pool.run(() => gate.promise, controller.signal)
    let begun = false
    const waiting = pool.run(async () => {
      begun = true
    }, controller.signal)
    const other = pool.run(async () => 'other')
    controller.abort(new Error('stop'))
    await expect(waiting).rejects.toThrow('stop')
    await expect(pool.run(async () => {}, controller.signal)).rejects.toThrow('stop')
    gate.resolve()
    await running
    expect(await other).toBe('other')
    expect(begun).toBe(false)
  })
})
