/** Asks about many things with one request. */
export interface Batches<Key> {
  /** With the next request; `moment` goes with it, and one that is asked again meanwhile goes with its last. */
  ask(key: Key, moment: string): void
  /** Asks once more for what failed; what fails again waits until it is asked for anew. */
  again(): void
  /** Nothing that failed is wanted any more. */
  forget(): void
}

interface Wanted {
  readonly moment: string
  readonly isRepeat: boolean
}

/** What is asked for in one go is given to `send` together, as soon as whoever asks is done; it rejects where that failed. */
export function createBatches<Key>(send: (batch: ReadonlyMap<Key, string>) => Promise<void>): Batches<Key> {
  let wanted = new Map<Key, Wanted>()
  let missed = new Map<Key, string>()

  const want = (key: Key, moment: string, isRepeat: boolean) => {
    if (wanted.size === 0) queueMicrotask(() => void flush())
    wanted.set(key, { moment, isRepeat })
  }
  const flush = async (): Promise<void> => {
    const batch = wanted
    wanted = new Map()
    try {
      await send(new Map([...batch].map(([key, { moment }]) => [key, moment])))
    } catch {
      for (const [key, { moment, isRepeat }] of batch) if (!isRepeat && !wanted.has(key)) missed.set(key, moment)
    }
  }
  return {
    ask(key, moment) {
      missed.delete(key)
      want(key, moment, false)
    },
    again() {
      const repeats = missed
      missed = new Map()
      for (const [key, moment] of repeats) want(key, moment, true)
    },
    forget() {
      missed.clear()
    },
  }
}
