import type { Key } from '../graph/ids.ts'
import type { CachedOutputs, Clock, OutputCache } from './interfaces.ts'

export interface Made {
  readonly row: CachedOutputs
  /** True for the one caller whose `make` made it. */
  readonly made: boolean
}

/** Makes each key once, however many work items, runs and processes want it at a time. */
export interface InFlight {
  /**
   * The stored outputs of a key: as they are, or by `make`, which must store them; a row whose files were pruned is made again.
   * `make` is stopped only when every caller has aborted; a caller that aborts before the others gets what they made.
   */
  once(key: Key, signal: AbortSignal, make: (signal: AbortSignal) => Promise<CachedOutputs>): Promise<Made>
}

/** How often a key that another process is making is looked for, in milliseconds. */
const LOOK_AGAIN = 50

interface Entry {
  readonly result: Promise<CachedOutputs>
  readonly controller: AbortController
  callers: number
}

export function createInFlight(cache: Pick<OutputCache, 'get' | 'claim'>, clock: Clock): InFlight {
  const entries = new Map<Key, Entry>()

  const make = async (
    key: Key,
    signal: AbortSignal,
    produce: (signal: AbortSignal) => Promise<CachedOutputs>,
  ): Promise<Made> => {
    for (;;) {
      const row = cache.get(key)
      if (row?.present) return { row, made: false }
      const claim = cache.claim(key)
      if (!claim) {
        await clock.sleep(LOOK_AGAIN, signal)
        signal.throwIfAborted()
        continue
      }
      try {
        // Between the look and the claim another process may have finished.
        const stored = cache.get(key)
        return stored?.present ? { row: stored, made: false } : { row: await produce(signal), made: true }
      } finally {
        claim.release()
      }
    }
  }

  return {
    async once(key, signal, produce) {
      signal.throwIfAborted()
      let entry = entries.get(key)
      let made = false
      if (!entry) {
        const controller = new AbortController()
        const result = make(key, controller.signal, produce).then((outcome) => {
          made = outcome.made
          return outcome.row
        })
        entry = { result, controller, callers: 0 }
        entries.set(key, entry)
      }
      const shared = entry
      const forget = () => {
        if (entries.get(key) === shared) entries.delete(key)
      }
      shared.result.then(forget, forget)
      shared.callers++
      const leave = () => {
        shared.callers--
        if (shared.callers > 0) return
        forget()
        shared.controller.abort(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      try {
        // The last to leave waits until the work has really stopped; the others go at once.
        const row = await shared.result
        return { row, made }
      } finally {
        signal.removeEventListener('abort', leave)
      }
    },
  }
}
