/** One who wants a piece of shared work. */
interface Wish {
  readonly signal: AbortSignal
  readonly progress: (fraction: number) => void
  /** Wants it finished, but keeps nobody from cancelling it. */
  readonly background: boolean
  /** The error for who leaves while others stay. */
  readonly left: () => Error
}

/** How the work hears of those who want it. The signal's reason is `cancel`, or `leave` where only the background wanted it. */
export interface Shared {
  readonly signal: AbortSignal
  readonly progress: (fraction: number) => void
}

interface Work<T> {
  readonly controller: AbortController
  readonly wishes: Set<Wish>
  promise: Promise<T>
}

/** Equal work inside one process: done once, and stopped only when the last one who wants it stops wanting it. */
export interface Sharing<T> {
  /** Starts the work of this name or joins it; `joined` tells which. */
  join(name: string, wish: Wish, start: (shared: Shared) => Promise<T>): Promise<{ result: T; joined: boolean }>
}

export function createSharing<T>(): Sharing<T> {
  const works = new Map<string, Work<T>>()

  const begin = (name: string, start: (shared: Shared) => Promise<T>): Work<T> => {
    const controller = new AbortController()
    const wishes = new Set<Wish>()
    const progress = (fraction: number) => {
      for (const wish of wishes) wish.progress(fraction)
    }
    const promise = start({ signal: controller.signal, progress }).finally(() => works.delete(name))
    const work = { controller, wishes, promise }
    works.set(name, work)
    return work
  }

  const follow = (work: Work<T>, wish: Wish): Promise<T> =>
    new Promise((resolve, reject) => {
      const leave = () => {
        work.wishes.delete(wish)
        const others = [...work.wishes]
        if (others.some((other) => !other.background)) reject(wish.left())
        else if (!wish.background) work.controller.abort('cancel')
        else if (others.length === 0) work.controller.abort('leave')
        else reject(wish.left())
      }
      work.wishes.add(wish)
      wish.signal.addEventListener('abort', leave, { once: true })
      work.promise.then(resolve, reject).finally(() => wish.signal.removeEventListener('abort', leave))
    })

  return {
    async join(name, wish, start) {
      for (;;) {
        const found = works.get(name)
        if (found?.controller.signal.aborted) {
          await found.promise.catch(() => undefined)
          continue
        }
        if (wish.signal.aborted) throw wish.left()
        const result = await follow(found ?? begin(name, start), wish)
        return { result, joined: found !== undefined }
      }
    },
  }
}
