/**
 * Runs `work` for every item, at most `limit` at once, and gives the results in order. The first failure aborts the others, waits
 * until they have ended, and is thrown.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  work: (item: T, index: number, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const results = new Map<number, R>()
  const failures: unknown[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) {
      if (either.aborted) return
      try {
        results.set(index, await work(item, index, either))
      } catch (error) {
        failures.push(error)
        stop.abort(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  signal.throwIfAborted()
  if (failures.length > 0) throw failures[0]
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as R] : []))
}
