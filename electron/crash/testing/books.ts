import { join } from 'node:path'
import { openStore } from '../../database.ts'
import { createRows, type JobRow } from '../../jobs/rows.ts'
import { MIGRATIONS } from '../../jobs/schema.ts'
import { countSubmits } from '../../providers/standin/tasks.ts'

/** Reelay's ledger of a data folder, as it lies on the disk: nothing is settled by looking. */
export function bookedJobs(data: string): readonly JobRow[] {
  const store = openStore(join(data, 'jobs.db'), MIGRATIONS, 'full')
  try {
    return createRows(store).all()
  } finally {
    store.close()
  }
}

/** States in which the provider itself ended a job without a result: another one may follow for the same key. */
const ENDED_BY_PROVIDER: ReadonlySet<string> = new Set(['refused', 'failed', 'expired', 'cancelled'])

/**
 * What was sent more often than it had to be, by the stand-in's own count held against the ledger; nothing where all is well:
 *
 * 1. every request that arrived is one job's, and no job arrived twice;
 * 2. what the ledger calls never sent (`reserved`, `abandoned`) did not arrive, unless a person said so;
 * 3. of every (key, step) one job arrived that neither the provider nor a person ended. Only after such an end is a second one right.
 *
 * @param resent jobs that a person had sent again, or gave up
 */
export function sentTooOften(
  data: string,
  jobs: readonly Pick<JobRow, 'job' | 'key' | 'step' | 'state'>[],
  resent: ReadonlySet<string> = new Set(),
): string[] {
  const { byClientRef } = countSubmits(join(data, 'standin'))
  const known = new Map(jobs.map((job) => [job.job, job]))
  const faults: string[] = []
  for (const [ref, count] of byClientRef) {
    if (count > 1) faults.push(`job ${ref} arrived ${count} times`)
    if (!known.has(ref)) faults.push(`${ref} arrived and is no job of the ledger`)
  }
  const standing = new Map<string, string[]>()
  for (const { job, key, step, state } of jobs) {
    if (!byClientRef.has(job) || resent.has(job)) continue
    if (state === 'reserved' || state === 'abandoned') {
      faults.push(`job ${job} is ${state}, yet it arrived`)
      continue
    }
    if (ENDED_BY_PROVIDER.has(state)) continue
    const name = `${step} of ${key.slice(0, 12)}`
    standing.set(name, [...(standing.get(name) ?? []), job])
  }
  for (const [name, sent] of standing) {
    if (sent.length > 1) faults.push(`${name} was sent ${sent.length} times: ${sent.join(', ')}`)
  }
  return faults
}
