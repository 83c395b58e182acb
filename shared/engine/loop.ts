/** Tasks settled between two breaths; a cached run of thousands must not hold up everything else. */
const BREATH = 256

/** The order of things in one execution: short synchronous tasks in turn, long ones beside them. */
export interface Loop {
  /** Adds a short task; never runs it at once, so that deep graphs need no deep stack. */
  enqueue(task: () => void): void
  /** Starts a long task; the loop is not over while any is under way. It must not reject. */
  start(task: () => Promise<void>): void
  /** Resolves when there is nothing left to do. */
  run(): Promise<void>
}

export function createLoop(breathe: () => Promise<void>): Loop {
  let queue: (() => void)[] = []
  let active = 0
  let wake: (() => void) | null = null
  return {
    enqueue(task) {
      queue.push(task)
      wake?.()
    },
    start(task) {
      active++
      void task().finally(() => {
        active--
        wake?.()
      })
    },
    async run() {
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
        for (let index = 0; index < tasks.length; index++) {
          tasks[index]?.()
          if (index % BREATH === BREATH - 1) await breathe()
        }
      }
    },
  }
}
