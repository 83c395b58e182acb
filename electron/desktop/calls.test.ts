import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { joinThreads } from './calls.ts'

const { port1, port2 } = new MessageChannel()
afterEach(() => port1.close())

it('what fails while nobody waits for it is logged, and the next call is answered', async () => {
  const log: string[] = []
  joinThreads(port1, (line) => log.push(line)).offer({
    used: () => {
      throw new Error('There is no list of recent documents.')
    },
    twice: (n: number) => n * 2,
  })
  const far = joinThreads<{ used(path: string): void; twice(n: number): number }>(port2)
  far.tell('used', '/a.reelay')
  expect(await far.remote.twice(4)).toBe(8)
  expect(log).toEqual([expect.stringContaining('used: Error: There is no list of recent documents.')])
})
