import { saying } from './error.ts'
import type { JobRow } from './rows.ts'
import { ending, type JobWorld, kept } from './world.ts'

/** Milliseconds to wait before asking for a request whose answer was lost: it may still be on its way. */
export const BEFORE_LOOKUP = 2_000

/**
 * Says what became of a job whose process died before it had the provider's answer: `reserved` was never sent; `submitting` may have
 * been. Other states are left as they are. Gives the row as it is now.
 */
export function settleDead(row: JobRow, world: JobWorld): JobRow {
  const { rows, clock } = world
  const now = () => kept(rows.get(row.job) ?? null, row.job)
  if (row.state === 'reserved') {
    const why = 'Reelay ended before it was sent'
    return rows.move('job.ended', row, 'abandoned', ending(row, why, clock.now())) ?? now()
  }
  if (row.state === 'submitting') {
    const why = 'Reelay ended while it was being sent'
    return rows.move('job.unknown', row, 'unknown', { owner: null, message: why }) ?? now()
  }
  return row
}

/** Asks the provider whether an `unknown` job arrived, where it can answer; else the row stays as it is. */
export async function ask(row: JobRow, world: JobWorld): Promise<JobRow> {
  const { rows, clock, providers, log } = world
  const provider = providers.get(row.provider)
  if (provider?.lookup === undefined || provider.missing() !== null) return row
  let found: { readonly id: string } | null
  try {
    found = await provider.lookup(row.job)
  } catch (error) {
    log(`${provider.title} could not say whether “${row.title}” arrived (job ${row.job}): ${saying(error)}`)
    return row
  }
  const moved =
    found === null
      ? rows.move(
          'job.ended',
          row,
          'abandoned',
          ending(row, `${row.message ?? ''}; ${provider.title} never received it`, clock.now()),
        )
      : rows.move('job.submitted', row, 'submitted', { remote: found.id, message: null })
  return moved ?? kept(rows.get(row.job) ?? null, row.job)
}
