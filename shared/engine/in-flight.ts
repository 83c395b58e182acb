import type { Key } from '../graph/ids.ts'
import type { CachedOutputs, Clock, OutputCache } from './interfaces.ts'
import { onAbort } from './on-abort.ts'
import { WorkError } from './work-error.ts'

export interface Made {
  readonly row: CachedOutputs
  /** True for the one caller whose `make` made it. */
  readonly made: boolean
}

/** Runs a task when there is room for it. */
type Enter = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>

/** Makes each key once, however many work items, runs and processes want it at a time. */
export interface InFlight {
  /**
   * The stored outputs of a key: as they are, or by `make`, which must store them; a row whose files were pruned is made again.
   * `make` is stopped only when every caller has aborted. A caller that aborts before the others rejects at once, the last one
   * when `make` has really stopped. `enter` bounds how many are made at a time: a key is claimed only when its turn has come, so
   * that two processes share a list instead of one waiting for the other.
   */
  once(
    key: Key,
    signal: AbortSignal,
    make: (signal: AbortSignal) => Promise<CachedOutputs>,
    enter?: Enter,
  ): Promise<Made>
}

/** How often a key that another process is making is looked for, in milliseconds. */
const LOOK_AGAIN = 50

interface Entry {
  readonly result: Promise<Made>
  readonly controller: AbortController
  callers: number
}

const AT_ONCE: Enter = (task) => task()

export function createInFlight(cache: Pick<OutputCache, 'get' | 'claim'>, clock: Clock): InFlight {
  const entries = new Map<Key, Entry>()

  /** Null where another process is making it. */
  const attempt = async (
    key: Key,
    signal: AbortSignal,
    produce: (signal: AbortSignal) => Promise<CachedOutputs>,
  ): Promise<Made | null> => {
    signal.throwIfAborted()
    const claim = cache.claim(key)
    if (!claim) return null
    try {
      // Between the look and the claim another process may have finished.
      const stored = cache.get(key)
      return stored?.present ? { row: stored, made: false } : { row: await produce(signal), made: true }
    } finally {
      claim.release()
    }
  }

  const make = async (
    key: Key,
    signal: AbortSignal,
    produce: (signal: AbortSignal) => Promise<CachedOutputs>,
    enter: Enter,
  ): Promise<Made> => {
    for (;;) {
      const row = cache.get(key)
      if (row?.present) return { row, made: false }
      const made = await enter(() => attempt(key, signal, produce), signal)
      if (made) return made
      await clock.sleep(LOOK_AGAIN, signal)
      signal.throwIfAborted()
    }
  }

  const forget = (key: Key, entry: Entry) => {
    if (entries.get(key) === entry) entries.delete(key)
  }

  return {
    async once(key, signal, produce, enter = AT_ONCE) {
      signal.throwIfAborted()
      const joined = entries.get(key)
      const entry = joined ?? begin(key, (controller) => make(key, controller.signal, produce, enter))
      entry.callers++
      let goAtOnce: (error: unknown) => void = () => {}
      const gone = new Promise<never>((_, reject) => {
        goAtOnce = reject
      })
      const stay = onAbort(signal, () => {
        entry.callers--
        if (entry.callers > 0) {
          const message = 'the run was cancelled; the work goes on for another run that waits for it too.'
          goAtOnce(new WorkError('cancelled', message))
          return
        }
        forget(key, entry)
        entry.controller.abort(signal.reason)
      })
      try {
        const { row, made } = await Promise.race([entry.result, gone])
        return { row, made: made && !joined }
      } finally {
        stay()
      }
    },
  }

  function begin(key: Key, run: (controller: AbortController) => Promise<Made>): Entry {
    const controller = new AbortController()
    const entry: Entry = { result: run(controller), controller, callers: 0 }
    entries.set(key, entry)
    entry.result.then(
      () => forget(key, entry),
      () => forget(key, entry),
    )
    return entry
  }
}
