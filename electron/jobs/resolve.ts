import { clause } from './error.ts'
import { dollars } from './money.ts'
import type { JobRow } from './rows.ts'
import { ending, isElsewhere, type JobWorld } from './world.ts'

/** What a person decided about a job that may or may not have arrived. */
export type Resolution =
  /** Send it anew in the next run, though it may be paid twice. */
  | { readonly kind: 'resend' }
  /** It arrived; this is the provider's id of it. */
  | { readonly kind: 'found'; readonly id: string }
  /** Give it up: it counts as failed. */
  | { readonly kind: 'forget' }

/** A job cannot be resolved the way it was asked for. */
export class ResolveError extends Error {
  override readonly name = 'ResolveError'
}

/** Settles an `unknown` job as a person decided. Throws a ResolveError where the job is not unknown. */
export function resolveJob(job: string, resolution: Resolution, world: JobWorld): JobRow {
  const { rows, clock, owner } = world
  const row = rows.get(job)
  if (row === undefined) throw new ResolveError(`There is no job ${job}; \`reelay jobs\` lists them.`)
  if (row.state !== 'unknown') {
    throw new ResolveError(`Job ${job} (“${row.title}”) is ${row.state}, not unknown: there is nothing to resolve.`)
  }
  if (isElsewhere(row, owner)) {
    throw new ResolveError(
      `Job ${job} (“${row.title}”) is being asked about by another Reelay process; try again in a moment.`,
    )
  }
  const mayCost = `it may have been billed up to ${dollars(row.high)}`
  const said = clause(row.message ?? '')
  const moved = (() => {
    switch (resolution.kind) {
      case 'resend':
        return rows.move(
          'job.ended',
          row,
          'abandoned',
          ending(row, `${said}; a person had it sent again, ${mayCost}`, clock.now()),
        )
      case 'forget':
        return rows.move(
          'job.ended',
          row,
          'failed',
          ending(row, `${said}; a person gave it up, ${mayCost}`, clock.now()),
        )
      case 'found': {
        const id = resolution.id.trim()
        if (id === '') throw new ResolveError(`--found needs the id that ${row.provider} gave the job.`)
        return rows.move('job.submitted', row, 'submitted', { remote: id, owner: null, message: null })
      }
    }
  })()
  if (moved === null)
    throw new ResolveError(`Job ${job} was changed by another process meanwhile; look at \`reelay jobs\` again.`)
  return moved
}
