import { describe, expect, it } from 'vitest'
import { createPool } from './pool.ts'

const never = new AbortController().signal

describe('places of a pool', () => {
  it('lets so many in at once, in order of arrival', async () => {
    const limit = createPool(2)
    const order: number[] = []
    const leave = [await limit.enter(never), await limit.enter(never)]
    const third = limit.enter(never).then((free) => {
      order.push(3)
      return free
    })
    const fourth = limit.enter(never).then((free) => {
      order.push(4)
      return free
    })
    await Promise.resolve()
    expect(order).toEqual([])
    leave[0]?.()
    const freeThird = await third
    expect(order).toEqual([3])
    freeThird()
    await fourth
    expect(order).toEqual([3, 4])
  })

  it('forgets who aborts while waiting', async () => {
    const limit = createPool(1)
    const free = await limit.enter(never)
    const controller = new AbortController()
    const gone = limit.enter(controller.signal)
    const patient = limit.enter(never)
    controller.abort('enough')
    await expect(gone).rejects.toBe('enough')
    await expect(limit.enter(controller.signal)).rejects.toBe('enough')
    free()
    await patient
  })

  it('frees a place once however often it is told to', async () => {
    const limit = createPool(1)
    const free = await limit.enter(never)
    free()
    free()
    await limit.enter(never)
    let entered = false
    void limit.enter(never).then(() => {
      entered = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(entered).toBe(false)
  })
})
