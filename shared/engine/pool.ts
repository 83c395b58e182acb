/** Runs tasks at most `limit` at a time, in the order they came. */
export interface Pool {
  run<T>(task: () => Promise<T>): Promise<T>
}

export function createPool(limit: number): Pool {
  const waiting: (() => void)[] = []
  let active = 0
  const next = () => {
    active--
    waiting.shift()?.()
  }
  return {
    async run(task) {
      if (active >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
      active++
      try {
        return await task()
      } finally {
        next()
      }
    },
  }
}
