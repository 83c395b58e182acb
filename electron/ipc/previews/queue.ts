/** One task at a time, those of the lowest rank first and of one rank in the order they came. */
export interface Queue {
  run<T>(rank: number, task: () => Promise<T>): Promise<T>
}

interface Waiting {
  readonly rank: number
  readonly begin: () => void
}

export function createQueue(): Queue {
  const waiting: Waiting[] = []
  let busy = false

  const next = () => {
    const at = waiting.reduce((best, each, index) => (each.rank < (waiting[best]?.rank ?? each.rank) ? index : best), 0)
    const [chosen] = waiting.splice(at, 1)
    busy = chosen !== undefined
    chosen?.begin()
  }
  return {
    async run(rank, task) {
      if (busy) await new Promise<void>((begin) => waiting.push({ rank, begin }))
      busy = true
      try {
        return await task()
      } finally {
        next()
      }
    },
  }
}
