/** Restarts within this many milliseconds are counted together. */
const WINDOW = 60_000
const MOST = 3

/** Says whether something that ended unexpectedly is started again: not when it ends again and again. */
export function createRestarts(now: () => number = Date.now): { mayRestart(): boolean } {
  let recent: number[] = []
  return {
    mayRestart() {
      recent = recent.filter((time) => now() - time < WINDOW)
      recent.push(now())
      return recent.length <= MOST
    },
  }
}
