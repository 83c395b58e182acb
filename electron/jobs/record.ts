import type { UsdRange } from '#shared/catalog/price.ts'
import type { Key } from '#shared/graph/ids.ts'
import { toUsd } from './money.ts'
import type { JobRow } from './rows.ts'
import type { JobState } from './states.ts'

/** One line of the ledger. Money in US dollars, times in milliseconds (dates since the epoch). */
export interface JobRecord {
  readonly job: string
  readonly key: Key
  readonly step: string
  readonly run: string
  readonly node: string
  readonly item: string
  readonly title: string
  readonly model: string
  readonly provider: string
  readonly host: string
  /** The provider's id, once it is known. */
  readonly remote: string | null
  readonly state: JobState
  /** Why it ended, or what is not known. */
  readonly message: string | null
  readonly estimateUsd: UsdRange
  /** What it may still cost. */
  readonly reservedUsd: number
  /** Null until it is settled. */
  readonly chargedUsd: number | null
  /** From sending until it ended; null where it has not, or was never sent. */
  readonly waitMs: number | null
  readonly created: number
  readonly ended: number | null
}

export function recordOf(row: JobRow): JobRecord {
  const { job, key, step, run, node, item, title, model, provider, host, remote, state, message, created, ended } = row
  return {
    ...{ job, key, step, run, node, item, title, model, provider, host, remote, state, message, created, ended },
    estimateUsd: [toUsd(row.low), toUsd(row.high)],
    reservedUsd: toUsd(row.reserved),
    chargedUsd: row.charged === null ? null : toUsd(row.charged),
    waitMs: row.submitted === null || ended === null ? null : ended - row.submitted,
  }
}

/** A job that a run would go on with instead of sending a new one. */
export interface OpenJob {
  readonly job: string
  readonly key: Key
  readonly step: string
  readonly state: JobState
  readonly provider: string
  /** What it cost, or may cost; it is booked already. */
  readonly usd: number
}

export function openJobOf(row: JobRow): OpenJob {
  const { job, key, step, state, provider } = row
  return { job, key, step, state, provider, usd: toUsd(row.charged ?? row.reserved) }
}

/** Why the last try gave nothing, and whether it was charged. */
export interface JobFailure {
  readonly message: string
  readonly chargedUsd: number
  readonly state: JobState
}
