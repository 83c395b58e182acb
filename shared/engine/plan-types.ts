import type { UsdRange } from '../catalog/price.ts'
import type { Key, NodeId, PortId } from '../graph/ids.ts'
import type { Graph, GraphNode } from '../graph/topology.ts'
import type { Problem } from './check.ts'
import type { WorkItemName } from './names.ts'
import type { SlotList } from './slot.ts'

/**
 * `up-to-date`: the output shown has today's key · `restore`: taken from the cache · `adopt`: goes on with a job already paid for ·
 * `run`: will execute · `waiting`: for a person · `blocked`: cannot run · `unknown`: an input is not known until something has run.
 */
export type PlanState = 'up-to-date' | 'restore' | 'adopt' | 'run' | 'waiting' | 'blocked' | 'unknown'

export interface PlanItem extends WorkItemName {
  readonly state: PlanState
  /** Why it is not up-to-date; never empty for any other state. */
  readonly reasons: readonly string[]
  readonly usd: UsdRange
  /** What the chosen model will not use, and prices that are not known; sentences. */
  readonly notes: readonly string[]
  readonly standIn: boolean
  /** The key it is stored under, or would be; absent where inputs are not known. */
  readonly key?: Key
  /** What it costs to make again, where its file was pruned. */
  readonly remakeUsd?: UsdRange
  /** For `unknown`: what it will most likely be, and the nodes it waits for. */
  readonly likely?: 'run' | 'restore'
  readonly waitsFor?: readonly NodeId[]
  /** For `unknown`: false where not even the number of items is known; it then stands for all of them. */
  readonly counted?: boolean
  /** For `waiting`: the digest of what the person is asked about. */
  readonly digest?: string
  /** For `restore`: the work item with the same key that runs first, in its written form. */
  readonly sameAs?: string
  /** For a generator: what its takes are kept under in the document. */
  readonly baseKey?: Key
}

export interface NodePlan {
  readonly node: GraphNode
  readonly items: readonly PlanItem[]
  readonly outputs: ReadonlyMap<PortId, SlotList>
}

export interface Plan {
  /** With any problem nothing runs. */
  readonly problems: readonly Problem[]
  /** In an order in which everything comes after what it depends on. */
  readonly nodes: readonly NodePlan[]
  readonly usd: UsdRange
  /** Input files that nobody has looked at: look, and plan again. */
  readonly unread: readonly string[]
  readonly graph: Graph
}

/** All work items of a plan, node by node. */
export function* planItems(plan: Plan): Generator<PlanItem> {
  for (const node of plan.nodes) yield* node.items
}
