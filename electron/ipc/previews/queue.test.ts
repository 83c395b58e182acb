import { describe, expect, it } from 'vitest'
import { createQueue } from './queue.ts'

describe('a queue', () => {
  it('does one task at a time, those of the lowest rank first, else in the order they came', async () => {
    const queue = createQueue()
    const begun: string[] = []
    let active = 0
    const task = (name: string) => async () => {
      begun.push(name)
      expect(++active).toBe(1)
      await Promise.resolve()
      active--
    }
    await Promise.all([
      queue.run(3, task('first')),
      queue.run(2, task('late a')),
      queue.run(2, task('late b')),
      queue.run(0, task('soon')),
    ])
    expect(begun).toEqual(['first', 'soon', 'late a', 'late b'])
  })

  it('goes on after a task that failed', async () => {
    const queue = createQueue()
    const failing = queue.run(0, () => Promise.reject(new Error('no')))
    const after = queue.run(0, async () => 'done')
    await expect(failing).rejects.toThrow('no')
    expect(await after).toBe('done')
    expect(await queue.run(1, async () => 'again')).toBe('again')
  })
})
