import type { Problem } from '#shared/engine/check.ts'
import type { EngineEvent, RunSummary } from '#shared/engine/events.ts'
import { nodeOfWorkItem } from '#shared/engine/names.ts'
import type { RunEvent, RunRow } from '#shared/ipc/engine-messages.ts'
import { zRunEvent } from '#shared/ipc/engine-messages.ts'
import type { RunInfo } from '../cache/run-history.ts'
import type { Host } from '../host.ts'
import type { RunRequest } from '../run/run-service.ts'
import type { Client } from './client.ts'
import { Fault } from './fault.ts'

/** Runs that this process started, with who watches them, and those of the history. */
export interface LiveRuns {
  /** `client` watches it from its first event on. */
  start(
    request: RunRequest,
    client: Client,
  ): Promise<
    { readonly ok: true; readonly run: string } | { readonly ok: false; readonly problems: readonly Problem[] }
  >
  /** False where it has ended already. Throws a Fault where there is no such run. */
  cancel(run: string): boolean
  list(document: string, limit: number): readonly RunRow[]
  /** Everything from event `from` on and the last progress; from here on the client gets what follows. */
  watch(run: string, from: number, client: Client): { readonly run: RunRow; readonly events: readonly RunEvent[] }
  detach(client: Client): void
}

interface Live {
  readonly watchers: Set<Client>
  /** Those that are stored, also where the store has not taken them yet. */
  readonly events: RunEvent[]
  /** The last progress of each work item that is running. */
  readonly progress: Map<string, RunEvent>
  cancel(): void
}

/** `onEvent` is told of every state that may make a plan of the document another one. */
export function createLiveRuns(host: Host, onEvent: (document: string) => void): LiveRuns {
  const lives = new Map<string, Live>()
  const { runs: history } = host.cache

  const infoOf = (run: string): RunInfo => {
    const info = history.get(run)
    if (!info) throw new Fault('not-found', 'There is no run of that name in this data folder.')
    return info
  }

  const take = (live: Live, event: RunEvent) => {
    if (event.event === 'progress') live.progress.set(workItem(event), event)
    else live.events.push(event)
    if (event.event === 'item' && event.state !== 'running') live.progress.delete(workItem(event))
    for (const watcher of live.watchers) watcher.send({ e: 'run', p: event })
  }

  return {
    async start(request, client) {
      const live: Live = { watchers: new Set([client]), events: [], progress: new Map(), cancel: () => {} }
      const started = await host.runs.start(request, (event) => {
        take(live, crossing(event))
        if (event.event === 'item' && event.state !== 'running') onEvent(request.document.id)
      })
      if (!started.ok) return started
      live.cancel = started.cancel
      lives.set(started.run, live)
      void started.done
        .catch((error: unknown) => take(live, broken(started.run, live.events.length + 1, request.standIn, error)))
        .finally(() => {
          lives.delete(started.run)
          onEvent(request.document.id)
        })
      return { ok: true, run: started.run }
    },
    cancel(run) {
      const live = lives.get(run)
      if (!live) infoOf(run)
      live?.cancel()
      return live !== undefined
    },
    list: (document, limit) => history.list({ document, limit }).map(rowOf),
    watch(run, from, client) {
      const info = rowOf(infoOf(run))
      const live = lives.get(run)
      if (!live) return { run: info, events: history.events(run, from).flatMap(({ event }) => readEvent(event)) }
      live.watchers.add(client)
      return { run: info, events: [...live.events.filter((event) => event.seq >= from), ...live.progress.values()] }
    },
    detach(client) {
      for (const live of lives.values()) live.watchers.delete(client)
    },
  }
}

/** An event of the engine as it crosses. */
function crossing(event: EngineEvent): RunEvent {
  return zRunEvent.parse(event)
}

/** A stored event; one that another version wrote in a shape of its own is left out. */
function readEvent(stored: unknown): readonly RunEvent[] {
  const read = zRunEvent.safeParse(stored)
  return read.success ? [read.data] : []
}

/** How a run ends that the store or the engine could not carry to its end. */
function broken(run: string, seq: number, standIn: boolean, error: unknown): RunEvent {
  const message = error instanceof Error ? error.message : String(error)
  const none: readonly string[] = []
  const lists = { ran: none, restored: none, upToDate: none, blocked: none, waiting: none, cancelled: none }
  const failed = [{ node: '', item: '', workItem: '', message }]
  const status: RunSummary['status'] = 'failed'
  return { event: 'run-finished', run, seq, status, ...lists, failed, costUsd: 0, standIn }
}

function rowOf({ id, document, name, targets, standIn, status, started, finished, summary }: RunInfo): RunRow {
  const told = typeof summary === 'object' && summary !== null && !Array.isArray(summary) ? summary : {}
  const { costUsd, message, waiting } = told as { costUsd?: unknown; message?: unknown; waiting?: unknown }
  const waited = Array.isArray(waiting) ? waiting.filter((name) => typeof name === 'string').map(nodeOfWorkItem) : []
  return {
    ...{ id, document, name, targets: [...targets], standIn, status, started },
    ...(finished === undefined ? {} : { finished }),
    ...(typeof costUsd === 'number' ? { costUsd } : {}),
    ...(waited.length > 0 ? { waiting: [...new Set(waited)] } : {}),
    ...(typeof message === 'string' ? { message } : {}),
  }
}

function workItem({ node, item, take }: { node: string; item: string; take: number }): string {
  return `${node}#${item}@${take}`
}
