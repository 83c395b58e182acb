/** Runs tasks at most `limit` at a time, in the order they came. */
export interface Pool {
  /** Rejects with the signal's reason where that aborts before the task's turn; a task that has begun is its own affair. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

interface Waiter {
  readonly begin: () => void
  gone: boolean
}

export function createPool(limit: number): Pool {
  let waiting: Waiter[] = []
  let first = 0
  let active = 0

  /** Hands a place over to the next in line, so that nobody who comes meanwhile can take it as well. */
  const leave = () => {
    while (first < waiting.length) {
      const next = waiting[first++]
      if (!next || next.gone) continue
      next.begin()
      return
    }
    waiting = []
    first = 0
    active--
  }

  const turn = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        gone: false,
        begin: () => {
          signal?.removeEventListener('abort', giveUp)
          resolve()
        },
      }
      const giveUp = () => {
        waiter.gone = true
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      waiting.push(waiter)
    })

  return {
    async run(task, signal) {
      signal?.throwIfAborted()
      if (active < limit) active++
      else await turn(signal)
      try {
        return await task()
      } finally {
        leave()
      }
    },
  }
}
