/** At most so many at once, first come first served. */
export interface Limit {
  /** Waits for a place and gives the function that frees it. Rejects with the signal's reason when aborted while waiting. */
  enter(signal: AbortSignal): Promise<() => void>
}

/** A limit of `places` at once, at least one. */
export function createLimit(places: number): Limit {
  let free = Math.max(1, Math.floor(places))
  const waiting = new Set<() => void>()

  const leave = () => {
    let left = false
    return () => {
      if (left) return
      left = true
      const [next] = waiting
      if (next === undefined) free++
      else next()
    }
  }

  return {
    enter(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason)
          return
        }
        if (free > 0) {
          free--
          resolve(leave())
          return
        }
        const go = () => {
          waiting.delete(go)
          signal.removeEventListener('abort', giveUp)
          resolve(leave())
        }
        const giveUp = () => {
          waiting.delete(go)
          reject(signal.reason)
        }
        waiting.add(go)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}
