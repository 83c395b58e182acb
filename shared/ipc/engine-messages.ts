import { z } from 'zod'
import { zNodeId } from '../graph/ids.ts'

/** US dollars, lowest and highest. */
export const zUsdRange = z.tuple([z.number(), z.number()]).readonly()

export const zProblem = z.object({ node: zNodeId.optional(), message: z.string() })

const zNames = z.array(z.string()).readonly()
const zWorkItem = { node: z.string(), item: z.string(), take: z.int() }
/** `time`: milliseconds since the epoch by the host's clock; absent in live events and in what older versions stored. */
const zBase = { run: z.string(), seq: z.int(), time: z.number().optional() }

const zItemState = z.enum(['up-to-date', 'restored', 'running', 'ran', 'failed', 'blocked', 'cancelled', 'waiting'])

/**
 * `EngineEvent` as it crosses. A finished run's `outputs` do not: they can be very many, and `outputs.get` gives those of a node
 * that is looked at.
 */
export const zRunEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('run-started'),
    ...zBase,
    /** ISO 8601. */
    at: z.string(),
    standIn: z.boolean(),
    standInNodes: zNames.optional(),
    targets: zNames.nullable(),
    /** Work items that were planned and are not up-to-date; more may turn up, and fewer may be needed. */
    items: z.int().optional(),
    /** US dollars. */
    budgetUsd: z.number().optional(),
  }),
  z.object({
    event: z.literal('item'),
    ...zBase,
    ...zWorkItem,
    index: z.int(),
    state: zItemState,
    key: z.string().optional(),
    message: z.string().optional(),
    costUsd: z.number().optional(),
    adopted: z.boolean().optional(),
    standIn: z.boolean().optional(),
    digest: z.string().optional(),
  }),
  /** Live only; `fraction` is 0..1. */
  z.object({ event: z.literal('progress'), ...zBase, ...zWorkItem, fraction: z.number() }),
  z.object({ event: z.literal('log'), ...zBase, node: z.string(), item: z.string(), message: z.string() }),
  z.object({
    event: z.literal('run-finished'),
    ...zBase,
    status: z.enum(['done', 'failed', 'budget', 'waiting', 'cancelled']),
    ran: zNames,
    restored: zNames,
    upToDate: zNames,
    failed: z
      .array(
        z.object({
          node: z.string(),
          item: z.string(),
          workItem: z.string(),
          message: z.string(),
          kind: z.literal('budget').optional(),
        }),
      )
      .readonly(),
    blocked: zNames,
    waiting: zNames,
    cancelled: zNames,
    costUsd: z.number(),
    standIn: z.boolean(),
  }),
])
export type RunEvent = z.infer<typeof zRunEvent>

export const zRun = z.object({
  id: z.string(),
  document: z.string(),
  /** Name of the document. */
  name: z.string(),
  /** Empty: the whole document. */
  targets: zNames,
  standIn: z.boolean(),
  status: z.enum(['running', 'done', 'failed', 'stopped', 'waiting', 'cancelled', 'interrupted']),
  /** Milliseconds since the epoch. */
  started: z.number(),
  finished: z.number().optional(),
  /** US dollars charged; absent while it runs and where it was interrupted. */
  costUsd: z.number().optional(),
  /** Nodes in which it waited for a person as it ended. */
  waiting: zNames.optional(),
  /** Why it could not be carried to its end, where that was no failure of work: a sentence. */
  message: z.string().optional(),
})
export type RunRow = z.infer<typeof zRun>

const zPlanState = z.enum(['up-to-date', 'restore', 'adopt', 'run', 'waiting', 'blocked', 'unknown'])

/** `PlanItem` as it crosses. */
export const zPlanItem = z.object({
  ...zWorkItem,
  index: z.int(),
  state: zPlanState,
  reasons: zNames,
  usd: zUsdRange,
  notes: zNames,
  standIn: z.boolean(),
  key: z.string().optional(),
  remakeUsd: zUsdRange.optional(),
  likely: z.enum(['run', 'restore']).optional(),
  waitsFor: zNames.optional(),
  counted: z.boolean().optional(),
  /** For `waiting`: what a `decide` edit is keyed by. */
  digest: z.string().optional(),
  sameAs: z.string().optional(),
  /** What a `set-pick` edit is keyed by; only generators have it. */
  baseKey: z.string().optional(),
})
export type PlanRow = z.infer<typeof zPlanItem>

export const zNodePlan = z.object({
  node: z.string(),
  /** The state that matters most to a person: blocked, run, adopt, waiting, unknown, restore, up-to-date, in this order. */
  state: zPlanState,
  /** Work items by state; states that none has are left out. */
  counts: z.partialRecord(zPlanState, z.int()),
  /** The first few, each once. */
  reasons: zNames,
  notes: zNames,
  usd: zUsdRange,
  standIn: z.boolean(),
  /** Most takes that one of its items has; 0 for a node that repeats itself. */
  takes: z.int(),
  /** How many work items there are; `items` are the first of them, the rest are asked for with `plan.items`. */
  total: z.int(),
  items: z.array(zPlanItem).readonly(),
})
export type NodePlanRow = z.infer<typeof zNodePlan>
