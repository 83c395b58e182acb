/** Tasks settled between two breaths; a cached run of thousands must not hold up everything else. */
const BREATH = 256

/** The order of things in one execution: short synchronous tasks in turn, long ones beside them. */
export interface Loop {
  /** Adds a short task; never runs it at once, so that deep graphs need no deep stack. */
  enqueue(task: () => void): void
  /** Starts a long task; the loop is not over while any is under way. */
  start(task: () => Promise<void>): void
  /**
   * Resolves when there is nothing left to do. Where a task throws, no more begin; when those under way have ended too, it
   * rejects with the first error.
   */
  run(): Promise<void>
}

/** `broken` is told the first error at once, so that long tasks can be stopped. */
export function createLoop(breathe: () => Promise<void>, broken: (error: unknown) => void): Loop {
  let queue: (() => void)[] = []
  let active = 0
  let wake: (() => void) | null = null
  let failure: { readonly error: unknown } | null = null

  const fail = (error: unknown) => {
    if (failure) return
    failure = { error }
    broken(error)
  }
  const carry = async (task: () => Promise<void>) => {
    active++
    try {
      await task()
    } catch (error) {
      fail(error)
    } finally {
      active--
      wake?.()
    }
  }
  const attempt = (task: () => void) => {
    try {
      task()
    } catch (error) {
      fail(error)
    }
  }

  return {
    enqueue(task) {
      queue.push(task)
      wake?.()
    },
    start(task) {
      void carry(task)
    },
    async run() {
      let done = 0
      while (queue.length > 0 || active > 0) {
        if (queue.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          wake = null
          continue
        }
        const tasks = queue
        queue = []
        for (const task of tasks) {
          if (failure) break
          attempt(task)
          if (++done % BREATH === 0) await breathe()
        }
      }
      if (failure) throw (failure as { readonly error: unknown }).error
    },
  }
}
