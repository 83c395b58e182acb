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
}

export interface RunView {
  readonly id: string
  readonly startedAt: string | null
  readonly standIn: boolean
  readonly targets: readonly NodeId[] | null
  readonly status: RunStatus
  /** Number of the last stored event that was taken in. */
  readonly seq: number
  readonly nodes: Readonly<Record<NodeId, NodeRun>>
  readonly log: readonly { readonly node: NodeId; readonly message: string }[]
  readonly summary: RunSummary | null
}

/** Lines of log kept per run in the window; the host keeps them all. */
const MOST_LOG_LINES = 200
const NOTHING: NodeRun = { items: {}, progress: {} }

export function emptyRun(id: string): RunView {
  return {
    id,
    startedAt: null,
    standIn: false,
    targets: null,
    status: 'running',
    seq: 0,
    nodes: {},
    log: [],
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
      return { ...next, startedAt: event.at, standIn: event.standIn, targets: event.targets }
    case 'item': {
      const node = run.nodes[event.node] ?? NOTHING
      const slot = `${event.item}@${event.take}`
      const { [slot]: _, ...progress } = node.progress
      return withNode(next, event.node, { items: { ...node.items, [slot]: event }, progress })
    }
    case 'log':
      return { ...next, log: [...run.log, { node: event.node, message: event.message }].slice(-MOST_LOG_LINES) }
    case 'run-finished':
      return { ...next, status: event.status, summary: event }
  }
}

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

export function leadingItem(node: NodeRun | undefined): ItemEvent | null {
  if (!node) return null
  const items = Object.values(node.items)
  for (const state of URGENCY) {
    const found = items.find((item) => item.state === state)
    if (found) return found
  }
  return null
}
