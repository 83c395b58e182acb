/** At most so many at a time, in the order they came. */
export interface Pool {
  /** Waits for a place and gives the function that frees it. Rejects with the signal's reason where that aborts before its turn. */
  enter(signal?: AbortSignal): Promise<() => void>
  /** Runs a task in a place of its own; a task that has begun no longer ends with the signal. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

interface Waiter {
  readonly begin: () => void
  gone: boolean
}

/** A pool of `places`, at least one. */
export function createPool(places: number): Pool {
  const limit = Math.max(1, Math.floor(places))
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

  const enter = async (signal?: AbortSignal): Promise<() => void> => {
    signal?.throwIfAborted()
    if (active < limit) active++
    else await turn(signal)
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
    }
  }

  return {
    enter,
    async run(task, signal) {
      const free = await enter(signal)
      try {
        return await task()
      } finally {
        free()
      }
    },
  }
}
