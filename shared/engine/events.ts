import type { ItemId, Key, NodeId, PortId } from '../graph/ids.ts'
import type { Value } from '../graph/values.ts'

/** What has become of a work item in a run. */
export type ItemState = 'up-to-date' | 'restored' | 'running' | 'ran' | 'failed' | 'blocked' | 'cancelled' | 'waiting'

interface EventBase {
  readonly run: string
  /** Rises by one per stored event of a run; live-only events carry the last one's. */
  readonly seq: number
  /** When it was stated, in milliseconds since the epoch; the host's clock. */
  readonly time?: number
}

/** Every event carries its run; those about an execution also its node, item, take and key. */
export type EngineEvent =
  | (EventBase & {
      readonly event: 'run-started'
      readonly at: string
      readonly standIn: boolean
      /** Nodes that are made on the stand-in while the rest is real. */
      readonly standInNodes?: readonly NodeId[]
      readonly targets: readonly NodeId[] | null
      /** Work items that are to change: all that were planned and are not up-to-date. */
      readonly items?: number
      /** US dollars it may spend at most. */
      readonly budgetUsd?: number
    })
  | (EventBase & {
      readonly event: 'item'
      readonly node: NodeId
      readonly item: ItemId
      readonly index: number
      readonly take: number
      readonly state: ItemState
      readonly key?: Key
      /** For failed, blocked, waiting and cancelled: a sentence. */
      readonly message?: string
      /** US dollars charged in this run, and whether it only fetched what an earlier run had sent. */
      readonly costUsd?: number
      readonly adopted?: boolean
      readonly standIn?: boolean
      /** For waiting at a gate: the digest of what is asked about. */
      readonly digest?: string
    })
  /** Live only, at most ten a second per node; `fraction` is 0..1. */
  | (EventBase & {
      readonly event: 'progress'
      readonly node: NodeId
      readonly item: ItemId
      readonly take: number
      readonly fraction: number
    })
  | (EventBase & { readonly event: 'log'; readonly node: NodeId; readonly item: ItemId; readonly message: string })
  | (EventBase & { readonly event: 'run-finished' } & RunSummary)

export interface FailedItem {
  readonly node: NodeId
  readonly item: ItemId
  /** In its written form. */
  readonly workItem: string
  readonly message: string
  /** `budget`: stopped by a cap before anything was sent. */
  readonly kind?: 'budget'
}

/** Work items are in their written form: `id`, `id#item`, `id@take`. */
export interface RunSummary {
  readonly status: 'done' | 'failed' | 'budget' | 'waiting' | 'cancelled'
  readonly ran: readonly string[]
  readonly restored: readonly string[]
  readonly upToDate: readonly string[]
  readonly failed: readonly FailedItem[]
  readonly blocked: readonly string[]
  readonly waiting: readonly string[]
  readonly cancelled: readonly string[]
  /** US dollars charged in this run. */
  readonly costUsd: number
  readonly standIn: boolean
  readonly outputs: Readonly<Record<NodeId, Readonly<Record<PortId, readonly Value[]>>>>
}

export type ItemEvent = Extract<EngineEvent, { event: 'item' }>
