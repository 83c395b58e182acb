import type { NodeId } from '#shared/graph/ids.ts'
import type { RunEvent as EngineEvent, RunRow } from '#shared/ipc/engine-messages.ts'

/** How a run stands: under way, or how it ended. */
export type RunStatus = RunRow['status'] | 'budget'
type ItemEvent = Extract<EngineEvent, { event: 'item' }>
export type RunSummary = Extract<EngineEvent, { event: 'run-finished' }>

export interface NodeRun {
  /** The last event of each work item, by item and take. */
  readonly items: Readonly<Record<string, ItemEvent>>
  /** 0..1 by item and take, of those that run. */
  readonly progress: Readonly<Record<string, number>>
  /** When its first work item began to run and when the last change was, in milliseconds since the epoch by the host's clock. */
  readonly began: number | null
  readonly changed: number | null
}

export interface RunView {
  readonly id: string
  readonly startedAt: string | null
  readonly standIn: boolean
  readonly standInNodes: readonly NodeId[]
  readonly targets: readonly NodeId[] | null
  readonly budgetUsd: number | null
  readonly status: RunStatus
  /** Number of the last stored event that was taken in. */
  readonly seq: number
  readonly nodes: Readonly<Record<NodeId, NodeRun>>
  /** Work items that are to change, as planned at the start. */
  readonly planned: number
  /** Those that ended, without what was up-to-date; and how many run. */
  readonly ended: number
  readonly running: number
  /** US dollars charged so far. */
  readonly costUsd: number
  readonly summary: RunSummary | null
}

const NOTHING: NodeRun = { items: {}, progress: {}, began: null, changed: null }

export function emptyRun(id: string): RunView {
  return {
    id,
    startedAt: null,
    standIn: false,
    standInNodes: [],
    targets: null,
    budgetUsd: null,
    status: 'running',
    seq: 0,
    nodes: {},
    planned: 0,
    ended: 0,
    running: 0,
    costUsd: 0,
    summary: null,
  }
}

/** A run after one more event. An event that was taken in before (a replay) changes nothing. */
export function reduceRun(run: RunView, event: EngineEvent): RunView {
  if (event.event === 'progress') {
    const node = run.nodes[event.node] ?? NOTHING
    const slot = `${event.item}@${event.take}`
    if (run.status !== 'running' || node.items[slot]?.state !== 'running' || node.progress[slot] === event.fraction)
      return run
    return withNode(run, event.node, { ...node, progress: { ...node.progress, [slot]: event.fraction } })
  }
  if (event.seq <= run.seq) return run
  const next = { ...run, seq: event.seq }
  switch (event.event) {
    case 'run-started':
      return {
        ...next,
        startedAt: event.at,
        standIn: event.standIn,
        standInNodes: event.standInNodes ?? [],
        targets: event.targets,
        budgetUsd: event.budgetUsd ?? null,
        planned: event.items ?? 0,
      }
    case 'item':
      return withItem(next, event)
    case 'log':
      return next
    case 'run-finished':
      return { ...next, status: event.status, summary: event, costUsd: event.costUsd, running: 0 }
  }
}

function withItem(run: RunView, event: ItemEvent): RunView {
  const node = run.nodes[event.node] ?? NOTHING
  const slot = `${event.item}@${event.take}`
  const { [slot]: _, ...progress } = node.progress
  const before = node.items[slot]?.state
  const time = event.time ?? null
  return withNode(
    {
      ...run,
      ended: run.ended + count(hasEnded(event.state)) - count(hasEnded(before)),
      running: run.running + count(event.state === 'running') - count(before === 'running'),
      costUsd: run.costUsd + (event.costUsd ?? 0),
    },
    event.node,
    {
      items: { ...node.items, [slot]: event },
      progress,
      began: node.began ?? (event.state === 'running' ? time : null),
      changed: time ?? node.changed,
    },
  )
}

function hasEnded(state: ItemEvent['state'] | undefined): boolean {
  return state !== undefined && state !== 'running' && state !== 'up-to-date'
}

const count = (yes: boolean) => (yes ? 1 : 0)

function withNode(run: RunView, id: NodeId, node: NodeRun): RunView {
  return { ...run, nodes: { ...run.nodes, [id]: node } }
}

/** How far a node is, 0..1: the mean of its running items; null where none runs. */
export function progressOf(node: NodeRun | undefined): number | null {
  if (!node) return null
  const running = Object.entries(node.items).filter(([, event]) => event.state === 'running')
  if (running.length === 0) return null
  return running.reduce((sum, [slot]) => sum + (node.progress[slot] ?? 0), 0) / running.length
}

/** How far a whole run is: work items that ended of those that are to change, and 0..1 with what runs counted in part. */
export function runProgress(run: RunView): { readonly done: number; readonly of: number; readonly fraction: number } {
  const of = Math.max(run.planned, run.ended + run.running)
  if (run.status !== 'running') return { done: run.ended, of: run.ended, fraction: 1 }
  let parts = 0
  for (const node of Object.values(run.nodes)) for (const part of Object.values(node.progress)) parts += part
  return { done: run.ended, of, fraction: of === 0 ? 0 : Math.min(1, (run.ended + parts) / of) }
}

/** Below this share nothing can be told of how long the rest takes. */
const LEAST_TO_JUDGE = 0.08

/** Milliseconds that something will still take if it goes on as it did; null where that cannot be told yet. */
export function remaining(elapsed: number, fraction: number): number | null {
  return fraction < LEAST_TO_JUDGE ? null : (elapsed / fraction) * (1 - fraction)
}

/** The state of a run that stands for a whole node: the one a person most needs to see. */
const URGENCY: readonly ItemEvent['state'][] = [
  'running',
  'failed',
  'waiting',
  'blocked',
  'cancelled',
  'ran',
  'restored',
  'up-to-date',
]

/** The work item of a node that matters most to a person, such as one that failed or runs; null where it has none. */
export function leadingItem(node: NodeRun | undefined): ItemEvent | null {
  if (!node) return null
  const items = Object.values(node.items)
  for (const state of URGENCY) {
    const found = items.find((item) => item.state === state)
    if (found) return found
  }
  return null
}
