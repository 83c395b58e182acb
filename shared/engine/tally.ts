import type { Key, NodeId, PortId } from '../graph/ids.ts'
import { isStandIn, type Value } from '../graph/values.ts'
import type { FailedItem, ItemState, RunSummary } from './events.ts'
import type { StatedEvent } from './execute-host.ts'
import { type WorkItemName, workItemName } from './names.ts'

interface ItemDetail {
  readonly key?: Key
  readonly message?: string
  readonly kind?: 'budget'
  readonly costUsd?: number
  readonly adopted?: boolean
  readonly standIn?: boolean
  readonly digest?: string
}

/** Keeps count of how the work items of a run end, and says each change as an event. */
export interface Tally {
  item(name: WorkItemName, state: ItemState, detail?: ItemDetail): void
  progress(name: WorkItemName, fraction: number): void
  /** A work item that the run never came to, because it was cancelled. */
  left(name: WorkItemName): void
  output(node: NodeId, port: PortId, values: readonly Value[]): void
  summary(cancelled: boolean): RunSummary
}

export function createTally(emit: (event: StatedEvent) => void): Tally {
  const lists = { ran: [], restored: [], 'up-to-date': [], blocked: [], waiting: [] } as Record<string, string[]>
  const cancelled = new Set<string>()
  const failed: FailedItem[] = []
  const outputs: Record<NodeId, Record<PortId, readonly Value[]>> = {}
  let costUsd = 0
  let standIn = false

  return {
    item(name, state, { kind, ...detail } = {}) {
      emit({ event: 'item', ...name, state, ...detail })
      const written = workItemName(name)
      if (state === 'failed') {
        const { node, item } = name
        failed.push({ node, item, workItem: written, message: detail.message ?? '', ...(kind ? { kind } : {}) })
      } else if (state === 'cancelled') cancelled.add(written)
      else lists[state]?.push(written)
      costUsd += detail.costUsd ?? 0
    },
    progress: (name, fraction) =>
      emit({ event: 'progress', node: name.node, item: name.item, take: name.take, fraction }),
    left: (name) => cancelled.add(workItemName(name)),
    output(node, port, values) {
      outputs[node] = { ...outputs[node], [port]: values }
      standIn ||= values.some(isStandIn)
    },
    summary(wasCancelled) {
      const { ran = [], restored = [], blocked = [], waiting = [] } = lists
      return {
        status: statusOf(wasCancelled, failed, waiting, cancelled.size),
        ran,
        restored,
        upToDate: lists['up-to-date'] ?? [],
        failed,
        blocked,
        waiting,
        cancelled: [...cancelled],
        costUsd,
        standIn,
        outputs,
      }
    },
  }
}

function statusOf(
  cancelled: boolean,
  failed: readonly FailedItem[],
  waiting: readonly string[],
  stopped: number,
): RunSummary['status'] {
  if (cancelled) return 'cancelled'
  if (failed.length > 0) return failed.every((item) => item.kind === 'budget') ? 'budget' : 'failed'
  // Work that was cancelled from elsewhere (at its provider) is not done, though nobody cancelled the run.
  if (stopped > 0) return 'failed'
  return waiting.length > 0 ? 'waiting' : 'done'
}
