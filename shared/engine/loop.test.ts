import { describe, expect, it } from 'vitest'
import { createLoop } from './loop.ts'
import { deferred } from './testing/deferred.ts'

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('createLoop', () => {
  it('runs short tasks in turn, and waits for long ones and for what they add', async () => {
    const loop = createLoop(breathe, () => {})
    const done: string[] = []
    const gate = deferred()
    loop.enqueue(() => {
      loop.enqueue(() => done.push('second'))
      done.push('first')
    })
    loop.start(async () => {
      await gate.promise
      loop.enqueue(() => done.push('late'))
    })
    setImmediate(gate.resolve)
    await loop.run()
    expect(done).toEqual(['first', 'second', 'late'])
  })

  it('takes breath in a long row of tasks of which each adds the next', async () => {
    let breaths = 0
    const loop = createLoop(
      async () => {
        breaths++
      },
      () => {},
    )
    let left = 20_000
    const next = () => {
      if (left-- > 0) loop.enqueue(next)
    }
    loop.enqueue(next)
    await loop.run()
    expect(breaths).toBeGreaterThan(20_000 / 300)
  })

  it.each([
    [
      'a short task that throws',
      (loop: ReturnType<typeof createLoop>) =>
        loop.enqueue(() => {
          throw new Error('broken')
        }),
    ],
    [
      'a long task that rejects',
      (loop: ReturnType<typeof createLoop>) => loop.start(() => Promise.reject(new Error('broken'))),
    ],
  ])('ends with the error of %s, when the others have ended', async (_, start) => {
    const gate = deferred()
    const told: unknown[] = []
    const done: string[] = []
    const loop = createLoop(breathe, (error) => {
      told.push(error)
      setImmediate(gate.resolve)
    })
    loop.start(async () => {
      await gate.promise
      done.push('long')
      loop.enqueue(() => done.push('never'))
    })
    start(loop)
    await expect(loop.run()).rejects.toThrow('broken')
    expect(told).toHaveLength(1)
    expect(done).toEqual(['long'])
  })
})
