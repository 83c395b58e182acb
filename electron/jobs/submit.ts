import type { GenerateRequest, Simulation } from '#shared/node/generate.ts'
import { durable } from '../durable.ts'
import { type Provider, ProviderError } from '../providers/provider.ts'
import { cancelled, failure, saying, undecided, unsent } from './error.ts'
import { toMicros } from './money.ts'
import { ask, BEFORE_LOOKUP } from './recover.ts'
import type { JobRow } from './rows.ts'
import { ending, type JobWorld, kept } from './world.ts'

/**
 * Sends the request of a reserved job, once, and gives its row as `submitted`.
 * Throws a JobError: `not-sent` (safe to try again), `refused`, `cancelled` (nothing was sent) or `unknown` (never sent again by itself).
 */
export async function submit(
  reserved: JobRow,
  provider: Provider,
  request: GenerateRequest,
  simulation: Simulation,
  signal: AbortSignal,
  world: JobWorld,
): Promise<JobRow> {
  const { rows, clock, blobs } = world
  const row = kept(rows.move('job.submitting', reserved, 'submitting', { submitted: clock.now() }), reserved.job)
  let reply: { readonly id: string; readonly estimateUsd?: number }
  try {
    const sent = await durable('provider.submit', () =>
      provider.submit({
        request,
        name: row.host,
        clientRef: row.job,
        simulation,
        open: async (digest) => openInput(digest, blobs.path),
        signal,
      }),
    )
    reply = durable('provider.reply', () => sent)
  } catch (error) {
    return afterFailure(row, error, signal, world)
  }
  // The provider's own estimate may be higher than ours; then the run's budget has to hold that much.
  const reservation = Math.max(row.reserved, toMicros(reply.estimateUsd ?? 0))
  const patch = { remote: reply.id, reserved: reservation }
  return kept(rows.move('job.submitted', row, 'submitted', patch), row.job)
}

/** An input that cannot be opened surely means that nothing was sent. */
function openInput(digest: string, path: (digest: string) => string): string {
  try {
    return path(digest)
  } catch (error) {
    throw new ProviderError('not-sent', `an input could not be read: ${saying(error)}`, { cause: error })
  }
}

async function afterFailure(row: JobRow, error: unknown, signal: AbortSignal, world: JobWorld): Promise<JobRow> {
  const { rows, clock } = world
  const outcome = error instanceof ProviderError ? error.outcome : 'unknown'
  const message = saying(error)
  if (outcome === 'not-sent') {
    const to = signal.aborted ? 'cancelled' : 'abandoned'
    const ended = kept(rows.move('job.ended', row, to, ending(row, message, clock.now())), row.job)
    throw signal.aborted ? cancelled(row.title, 'Nothing was sent.', ended) : unsent(ended, error)
  }
  if (outcome === 'refused') {
    const ended = kept(rows.move('job.ended', row, 'refused', ending(row, message, clock.now())), row.job)
    throw failure(ended, 'refused')
  }
  const lost = kept(rows.move('job.unknown', row, 'unknown', { message }), row.job)
  // Not ended by a cancel: what was paid for has to be found first.
  await clock.sleep(BEFORE_LOOKUP, new AbortController().signal)
  const asked = await ask(lost, world)
  if (asked.state === 'submitted') return asked
  if (asked.state === 'unknown') throw undecided(asked)
  throw unsent(asked, error)
}
