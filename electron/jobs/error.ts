import { WorkError } from '#shared/engine/work-error.ts'
import { dollars, toUsd } from './money.ts'
import type { JobRow } from './rows.ts'
import type { FailedState } from './states.ts'

/**
 * Why a job gave no result.
 * `missing`: no host is ready · `budget`: over the run's cap · `not-sent`: the provider could not be reached · `refused`, `failed`,
 * `expired`: the provider's word · `unknown`: the request may have arrived, a person decides · `cancelled` · `local`: this machine
 * cannot store the result, which stays at the provider.
 */
export type JobErrorKind = 'missing' | 'budget' | 'not-sent' | FailedState | 'unknown' | 'cancelled' | 'local'

/** What the kinds mean for the run; the others are failures. */
const OUTCOMES: Partial<Record<JobErrorKind, WorkError['outcome']>> = {
  budget: 'budget',
  unknown: 'waiting',
  cancelled: 'cancelled',
}

/** Paid work ended without a result; the message says what happened, to what, what it cost and what to do. */
export class JobError extends WorkError {
  readonly kind: JobErrorKind
  /** The job, where there is a row. */
  readonly job: string | undefined
  readonly chargedUsd: number
  constructor(kind: JobErrorKind, message: string, about?: Pick<JobRow, 'job' | 'charged'>, cause?: unknown) {
    super(OUTCOMES[kind] ?? 'failed', message, cause === undefined ? undefined : { cause })
    this.name = 'JobError'
    this.kind = kind
    this.job = about?.job
    this.chargedUsd = toUsd(about?.charged ?? 0)
  }
}

const what = (row: JobRow) => `“${row.title}” (${row.model} at ${row.provider})`

/** The three commands that settle a job whose request may have arrived. */
const resolveCommand = (row: JobRow) => `reelay jobs resolve ${row.job} --resend | --found ID | --forget`

/** `text` as the inside of a sentence: no full stop of its own, and never empty. */
export function clause(text: string): string {
  return text.trim().replace(/[.\s]+$/, '') || 'no reason given'
}

/** What an error says. */
export function saying(error: unknown): string {
  return clause(error instanceof Error ? error.message : String(error))
}

/** The cost of a settled job as a sentence. */
export function costOf(row: JobRow): string {
  return row.charged ? `${dollars(row.charged)} was charged.` : 'Nothing was charged.'
}

/** A job that the provider ended without a result. */
export function failure(row: JobRow, state: FailedState): JobError {
  const verb = { refused: 'was refused', failed: 'failed', expired: 'expired' }[state]
  const reason = clause(row.message ?? '')
  return new JobError(state, `${what(row)} ${verb}: ${reason}. ${costOf(row)} The next run may try it again.`, row)
}

/** A request that may or may not have arrived. */
export function undecided(row: JobRow): JobError {
  return new JobError(
    'unknown',
    `${what(row)} may or may not have been received (${clause(row.message ?? '')}), and may have cost up to ${dollars(row.high)}; ` +
      `it is not sent again by itself. Look at ${row.provider} and decide: ${resolveCommand(row)}`,
    row,
  )
}

/** A request that surely never arrived. */
export function unsent(row: JobRow, cause?: unknown): JobError {
  const message = `${what(row)} was not sent: ${clause(row.message ?? '')}. Nothing was charged; run it again when ${row.provider} can be reached.`
  return new JobError('not-sent', message, row, cause)
}

/** The person cancelled; `said` tells what became of the request. */
export function cancelled(title: string, said: string, row?: JobRow): JobError {
  return new JobError('cancelled', `“${title}” was cancelled. ${said}`, row)
}

/** The result is there and paid, but this machine cannot store it. */
export function unstorable(row: JobRow, cause: unknown): JobError {
  const message =
    `${what(row)} is finished at the provider, but its result could not be stored: ${saying(cause)}. ` +
    'Mend that and run again: the result is fetched then, not paid a second time.'
  return new JobError('local', message, row, cause)
}
