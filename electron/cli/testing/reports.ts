import { z } from 'zod'

const zNames = z.array(z.string())
const zUsd = z.tuple([z.number(), z.number()])

/** The last line of `reelay run --json`. */
export const zRunReport = z.object({
  event: z.literal('run-finished'),
  run: z.string(),
  ran: zNames,
  restored: zNames,
  upToDate: zNames,
  failed: z.array(z.object({ node: z.string(), item: z.string(), workItem: z.string(), message: z.string() })),
  blocked: zNames,
  waiting: zNames,
  cancelled: zNames,
  costUsd: z.number(),
  standIn: z.boolean(),
  outputs: z.record(z.string(), z.record(z.string(), z.array(z.looseObject({ type: z.string() })))),
  delivered: zNames,
})
export type RunReport = z.infer<typeof zRunReport>

/** The last line of `reelay plan --json`. */
export const zPlanReport = z.object({
  event: z.literal('plan'),
  items: z.array(
    z.object({
      node: z.string(),
      item: z.string(),
      take: z.number(),
      state: z.enum(['up-to-date', 'restore', 'adopt', 'run', 'waiting', 'blocked', 'unknown']),
      reasons: zNames,
      usd: zUsd,
      likely: z.enum(['run', 'restore']).exactOptional(),
      waitsFor: zNames.exactOptional(),
      notes: zNames.exactOptional(),
    }),
  ),
  usd: zUsd,
})
export type PlanReport = z.infer<typeof zPlanReport>
