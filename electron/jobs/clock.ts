import type { Clock } from '#shared/engine/interfaces.ts'

/** Time as jobs use it: dates for the ledger, and waits between polls. Never who is alive. */
export interface JobClock extends Clock {
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** The machine's own clock. */
export const systemClock: JobClock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve()
        return
      }
      const finish = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, ms)
      signal.addEventListener('abort', finish, { once: true })
    }),
}

/** Longest pause between two tries of a poll or a download, in milliseconds. */
const LONGEST_PAUSE = 60_000

/** Milliseconds to wait after the n-th failure in a row (from 1): doubling from `first` up to a minute, with jitter. */
export function backoff(failures: number, first = 1_000): number {
  return jitter(Math.min(LONGEST_PAUSE, first * 2 ** Math.min(failures - 1, 16)))
}

/** About `ms` whole milliseconds, give or take a quarter, so that many jobs do not ask at the same moment. */
export function jitter(ms: number): number {
  return Math.round(ms * (0.75 + Math.random() / 2))
}
