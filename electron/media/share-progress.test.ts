import { describe, expect, it } from 'vitest'
import { inParallel } from './parallel.ts'
import { shareProgress } from './share-progress.ts'

describe('shareProgress', () => {
  it('adds up by weight, never falls, and reaches 1', () => {
    const told: number[] = []
    const [one, two, three] = shareProgress((fraction) => told.push(fraction), [1, 2, 3])
    two(0.5)
    one(1)
    one(0.2)
    two(1)
    three(9)
    expect(told).toEqual([1 / 6, 2 / 6, 3 / 6, 1])
  })
})

describe('inParallel', () => {
  it('keeps order and the limit', async () => {
    let now = 0
    let most = 0
    const results = await inParallel([30, 1, 20, 2], 2, new AbortController().signal, async (wait) => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, wait))
      now--
      return wait
    })
    expect(results).toEqual([30, 1, 20, 2])
    expect(most).toBe(2)
  })

  it('aborts the others on the first failure and waits for them', async () => {
    let ended = false
    const work = inParallel([0, 1, 2], 2, new AbortController().signal, async (item, _, signal) => {
      if (item === 1) throw new Error('no')
      await new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)))
      ended = true
      throw signal.reason
    })
    await expect(work).rejects.toThrow('no')
    expect(ended).toBe(true)
  })
})
