const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `act` when the signal aborts; what comes back takes that away again. Thousands of work items hang on the one signal of
 * their run, and an AbortSignal searches all its listeners whenever one comes or goes: here it has one for all of them.
 */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  const acts = listeners.get(signal) ?? listen(signal)
  acts.add(act)
  return () => acts.delete(act)
}

function listen(signal: AbortSignal): Set<() => void> {
  const acts = new Set<() => void>()
  listeners.set(signal, acts)
  signal.addEventListener(
    'abort',
    () => {
      for (const act of [...acts]) act()
    },
    { once: true },
  )
  return acts
}
