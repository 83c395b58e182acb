import type { EngineEvent } from '#shared/engine/events.ts'
import type { StatedEvent } from '#shared/engine/execute-host.ts'
import type { Key, NodeId } from '#shared/graph/ids.ts'
import type { Cache } from '../cache/open-cache.ts'
import type { ShownEntry } from '../cache/shown.ts'

/** Milliseconds between writes of events, and between two progress events of one node. */
const BATCH_EVERY = 60
const PROGRESS_EVERY = 100

/** Numbers a run's events, stores those that tell a change of state, and hands all of them on at once. */
export interface EventLog {
  /** Never throws: neither a full disk nor a listener that fails may stop the run. After `close` it does nothing. */
  emit(event: StatedEvent): void
  /** Writes what is still waiting; throws where the store does, and keeps what it could not write for the next time. */
  flush(): void
  /** Keys of every output that took part, for what is pruned last. */
  used(): ReadonlySet<Key>
  /** Ends it; what `flush` has not written is lost. */
  close(): void
}

export function createEventLog(
  cache: Pick<Cache, 'runs' | 'shown'>,
  run: string,
  document: string,
  listener: (event: EngineEvent) => void,
): EventLog {
  let seq = 0
  let events: EngineEvent[] = []
  let shown: ShownEntry[] = []
  const used = new Set<Key>()
  const lastProgress = new Map<NodeId, number>()

  let open = true

  const flush = () => {
    cache.runs.append(run, events)
    events = []
    cache.shown.set(document, shown)
    shown = []
  }
  const timer = setInterval(() => {
    try {
      flush()
    } catch {
      // The next time may go well (a disk that was full, a long write of another process); the last time says what is wrong.
    }
  }, BATCH_EVERY)
  timer.unref()

  const tooSoon = (node: NodeId): boolean => {
    const now = Date.now()
    if (now - (lastProgress.get(node) ?? 0) < PROGRESS_EVERY) return true
    lastProgress.set(node, now)
    return false
  }

  return {
    emit(stated) {
      const live = stated.event === 'progress'
      if (!open || (live && tooSoon(stated.node))) return
      if (!live) seq++
      const event = { ...stated, run, seq, ...(live ? {} : { time: Date.now() }) } as EngineEvent
      if (!live) events.push(event)
      if (event.event === 'item' && event.key !== undefined && (event.state === 'ran' || event.state === 'restored')) {
        shown.push({ node: event.node, item: event.item, take: event.take, key: event.key })
      }
      if (event.event === 'item' && event.key !== undefined) used.add(event.key)
      try {
        listener(event)
      } catch {
        // Whoever watches has a trouble of their own.
      }
    },
    flush,
    used: () => used,
    close() {
      open = false
      clearInterval(timer)
    },
  }
}
