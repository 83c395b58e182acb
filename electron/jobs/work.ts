import { randomUUID } from 'node:crypto'
import type { JobArgs, JobResult } from '#shared/engine/interfaces.ts'
import type { Pool } from '#shared/engine/pool.ts'
import type { Key } from '#shared/graph/ids.ts'
import type { Provider } from '../providers/provider.ts'
import { backoff } from './clock.ts'
import { cancelled, failure, JobError, undecided } from './error.ts'
import { fetchResults, untilDone } from './finish.ts'
import { chooseHost, hostOf } from './hosts.ts'
import { toMicros, toUsd } from './money.ts'
import { ask, BEFORE_LOOKUP, settleDead } from './recover.ts'
import { type JobRow, storedFiles } from './rows.ts'
import type { Shared } from './share.ts'
import { hasFailed, isLive } from './states.ts'
import { stop } from './stop.ts'
import { submit } from './submit.ts'
import { isElsewhere, type JobWorld, kept } from './world.ts'

/** Milliseconds between two looks at a row that another process works on. */
const LOOK_EVERY = 100
/** How often a request that surely never arrived is sent again. */
const RESENDS_MOST = 2

/** Only the background wanted this job, and there is nothing left to go on with. */
export class NothingOpen extends Error {}

/**
 * Brings one (key, step) to its stored result: goes on with whatever the table of jobs knows of it, and sends a request only where
 * that is nothing. `args` null: never sends.
 */
export async function work(
  key: Key,
  step: string,
  args: JobArgs | null,
  shared: Shared,
  limitOf: (provider: Provider) => Pool,
  world: JobWorld,
): Promise<JobResult> {
  const { rows, owner, clock, providers, log } = world
  const { signal } = shared
  let watched: string | undefined
  let sent: string | undefined

  /** Goes on with a row that this process owns, in any state from `submitted` on. */
  const finish = async (row: JobRow, provider: Provider, leave: () => void): Promise<JobResult> => {
    const done = row.state === 'submitted' ? await untilDone(row, provider, signal, shared.progress, world) : row
    leave()
    return resultOf(await fetchResults(done, provider, signal, world), row.job !== sent)
  }

  const adopt = async (row: JobRow): Promise<JobResult | null> => {
    const provider = hostOf(row, providers)
    const mine = rows.hand(row, owner.id)
    return mine === null ? null : guarded(mine, provider, (leave) => finish(mine, provider, leave))
  }

  /** Sends a new request; null where another process was quicker, or where it surely did not arrive and is sent again. */
  const send = async (wanted: JobArgs, resends: number): Promise<JobResult | null> => {
    const { provider, name } = chooseHost(wanted.model, wanted.request, providers, wanted.standIn, wanted.title)
    const leave = await limitOf(provider)
      .enter(signal)
      .catch(() => null)
    if (leave === null) return null
    try {
      const row = rows.reserve(newJob(wanted, provider.id, name, owner.id, clock.now()), wanted.priceKnown !== false)
      if (row === null) return null
      sent = row.job
      return await guarded(row, provider, async () => {
        const submitted = await submit(row, provider, wanted.request, wanted.simulation, signal, world)
        return finish(submitted, provider, leave)
      })
    } catch (error) {
      if (!(error instanceof JobError && error.kind === 'not-sent') || resends >= RESENDS_MOST) throw error
      log(`${error.message} (trying again)`)
      await clock.sleep(backoff(resends + 1), signal)
      return null
    } finally {
      leave()
    }
  }

  /** Runs `act` on a row of ours; on a cancel stops the job, and never leaves the row with us as its owner. */
  const guarded = async (
    row: JobRow,
    provider: Provider,
    act: (leave: () => void) => Promise<JobResult>,
  ): Promise<JobResult> => {
    let leave = () => {}
    try {
      if (row.state === 'submitted') leave = await limitOf(provider).enter(signal)
      return await act(leave)
    } catch (error) {
      if (error instanceof JobError || !signal.aborted) throw error
      const now = kept(rows.get(row.job) ?? null, row.job)
      if (now.state !== 'submitted' && now.state !== 'done-remote') throw error
      if (signal.reason === 'leave')
        throw cancelled(row.title, 'It goes on at the provider; the next start picks it up.', now)
      throw await stop(now, provider, world)
    } finally {
      leave()
      const now = rows.get(row.job)
      if (now !== undefined && isLive(now.state) && now.owner === owner.id) rows.hand(now, null)
    }
  }

  for (let resends = 0; ; ) {
    if (signal.aborted) {
      const elsewhere = watched === undefined ? 'Nothing was sent.' : 'Another Reelay process goes on with it.'
      throw cancelled(args?.title ?? key, elsewhere)
    }
    const live = rows.live(key, step)
    if (live !== undefined && isElsewhere(live, owner)) {
      watched = live.job
      await clock.sleep(LOOK_EVERY, signal)
      continue
    }
    if (live !== undefined) {
      const row = live.state === 'unknown' ? await ask(live, world) : settleDead(live, world)
      if (row.state === 'unknown' && live.state === 'unknown') throw undecided(row)
      if (row.state === 'unknown') await clock.sleep(BEFORE_LOOKUP, signal)
      if (row.state !== 'submitted' && row.state !== 'done-remote') continue
      const result = await adopt(row)
      if (result !== null) return result
      continue
    }
    const stored = rows.newestStored(key, step)
    if (stored !== undefined && storedFiles(stored).every((file) => world.blobs.has(file.digest))) {
      return resultOf(stored, true)
    }
    const failed = watched === undefined ? failedBefore(args, world) : rows.get(watched)
    if (failed !== undefined && hasFailed(failed.state)) throw failure(failed, failed.state)
    if (args === null) throw new NothingOpen()
    watched = undefined
    const result = await send(args, resends)
    if (result !== null) return result
    if (sent !== undefined) resends++
  }
}

/** A job that failed in this very run is not tried again in it. */
function failedBefore(args: JobArgs | null, world: JobWorld): JobRow | undefined {
  return args === null ? undefined : world.rows.failedIn(args.key, args.step, args.run)
}

function newJob(args: JobArgs, provider: string, host: string, owner: string, now: number) {
  const { key, step, run, node, item, title, estimate } = args
  const [low, high] = [toMicros(estimate[0]), toMicros(estimate[1])]
  const model = args.model.id
  const request = JSON.stringify(args.request)
  const job = randomUUID()
  return { job, key, step, run, node, item, title, model, provider, host, request, owner, low, high, created: now }
}

function resultOf(row: JobRow, adopted: boolean): JobResult {
  return {
    job: row.job,
    provider: row.provider,
    host: row.host,
    estimatedUsd: toUsd(row.high),
    chargedUsd: toUsd(row.charged ?? 0),
    adopted,
    files: storedFiles(row),
  }
}
