import type { EngineEvent } from '#shared/engine/events.ts'
import type { StatedEvent } from '#shared/engine/execute-host.ts'
import type { Key } from '#shared/graph/ids.ts'
import type { Cache } from '../cache/open-cache.ts'
import type { ShownEntry } from '../cache/shown.ts'

/** Milliseconds between writes of events, and between two progress events of one node. */
const BATCH_EVERY = 60
const PROGRESS_EVERY = 100

/** Numbers a run's events, stores those that tell a change of state, and hands all of them on at once. */
export interface EventLog {
  emit(event: StatedEvent): void
  /** Writes what is still waiting. */
  flush(): void
  /** Keys of every output that took part, for what is pruned last. */
  used(): ReadonlySet<Key>
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
  const lastProgress = new Map<string, number>()

  const flush = () => {
    const [waitingEvents, waitingShown] = [events, shown]
    events = []
    shown = []
    cache.runs.append(run, waitingEvents)
    cache.shown.set(document, waitingShown)
  }
  const timer = setInterval(flush, BATCH_EVERY)
  timer.unref()

  const tooSoon = (event: Extract<StatedEvent, { event: 'progress' }>): boolean => {
    const name = `${event.node}#${event.item}@${event.take}`
    const now = Date.now()
    if (event.fraction < 1 && now - (lastProgress.get(name) ?? 0) < PROGRESS_EVERY) return true
    lastProgress.set(name, now)
    return false
  }

  return {
    emit(stated) {
      const live = stated.event === 'progress'
      if (live && tooSoon(stated)) return
      if (!live) seq++
      const event = { ...stated, run, seq } as EngineEvent
      if (!live) events.push(event)
      if (event.event === 'item' && event.key !== undefined && (event.state === 'ran' || event.state === 'restored')) {
        shown.push({ node: event.node, item: event.item, take: event.take, key: event.key })
      }
      if (event.event === 'item' && event.key !== undefined) used.add(event.key)
      listener(event)
    },
    flush,
    used: () => used,
    close() {
      clearInterval(timer)
      flush()
    },
  }
}
