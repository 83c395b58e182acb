import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JobArgs, JobResult, Jobs } from '#shared/engine/interfaces.ts'
import { createPool, type Pool } from '#shared/engine/pool.ts'
import type { Digest, Key } from '#shared/graph/ids.ts'
import { openStore } from '../database.ts'
import type { Provider } from '../providers/provider.ts'
import { cancelled, saying } from './error.ts'
import { toMicros, toUsd } from './money.ts'
import { type JobFailure, type JobRecord, type OpenJob, openJobOf, recordOf } from './record.ts'
import { ask, BEFORE_LOOKUP, settleDead } from './recover.ts'
import { type Resolution, resolveJob } from './resolve.ts'
import { createRows, type JobRow, storedFiles } from './rows.ts'
import { MIGRATIONS } from './schema.ts'
import { createSharing } from './share.ts'
import { hasFailed, isLive } from './states.ts'
import { NothingOpen, work } from './work.ts'
import { isElsewhere, type JobWorld } from './world.ts'

export interface JobOptions extends Omit<JobWorld, 'rows'> {
  /** Where `jobs.db` lives. */
  readonly folder: string
}

/** What a run may spend and has spent, in US dollars; `capUsd` null: no limit. */
interface RunBudget {
  readonly capUsd: number | null
  readonly reservedUsd: number
  readonly chargedUsd: number
}

/** Paid work, its recovery, its budget and its ledger. Every error of a job is a JobError. */
export interface JobService extends Jobs {
  /** Sets what a run may spend; call it before the run's first `perform`. Null: no limit. */
  openBudget(run: string, capUsd: number | null): void
  budget(run: string): RunBudget
  /**
   * Jobs that a run would go on with, by key, for the planner. With `keys` also those whose results are stored, so that making
   * these keys would send nothing. Without: every live job.
   */
  openJobs(keys?: readonly Key[]): ReadonlyMap<Key, readonly OpenJob[]>
  /** For the keys whose last job gave nothing: why, and whether it was charged. */
  lastFailure(keys: readonly Key[]): ReadonlyMap<Key, JobFailure>
  /** Settles what dead processes left half sent, asking providers where they can answer. Call once at start. */
  recover(): Promise<void>
  /** Polls and stores every job that nobody works on; resolves when all are done or the signal aborts. Never sends or cancels. */
  finishOrphans(signal: AbortSignal): Promise<void>
  /** Settles an `unknown` job as a person decided. Throws a ResolveError with a sentence where it is not unknown. */
  resolve(job: string, resolution: Resolution): JobRecord
  /** Every job there ever was, oldest first. */
  ledger(): readonly JobRecord[]
  /** Jobs, oldest first; `live`: only those that have (or, false, have not) ended. */
  list(filter?: { readonly live?: boolean }): readonly JobRecord[]
  /** Blobs that finished jobs gave and that no output names yet, so that nothing else keeps pruning from them. */
  storedDigests(hasOutput: (key: Key) => boolean): ReadonlySet<Digest>
  close(): void
}

/** Opens (or makes) `jobs.db` in the folder and gives the service over it. */
export function createJobs({ folder, ...given }: JobOptions): JobService {
  mkdirSync(folder, { recursive: true })
  const store = openStore(join(folder, 'jobs.db'), MIGRATIONS, 'full')
  const rows = createRows(store)
  const world: JobWorld = { ...given, rows }
  const sharing = createSharing<JobResult>()
  const limits = new Map<string, Pool>()

  const limitOf = (provider: Provider): Pool => {
    const limit = limits.get(provider.id) ?? createPool(provider.concurrency)
    limits.set(provider.id, limit)
    return limit
  }

  const joinWork = (key: Key, step: string, args: JobArgs | null, signal: AbortSignal, title: string) =>
    sharing.join(
      `${key} ${step}`,
      {
        signal,
        progress: args?.progress ?? (() => {}),
        background: args === null,
        left: () => cancelled(title, 'It goes on for another run that waits for it.'),
      },
      (shared) => work(key, step, args, shared, limitOf, world),
    )

  const perform = async (args: JobArgs): Promise<JobResult> => {
    if (args.signal.aborted) throw cancelled(args.title, 'Nothing was sent.')
    for (;;) {
      try {
        const { result, joined } = await joinWork(args.key, args.step, args, args.signal, args.title)
        return joined ? { ...result, adopted: true } : result
      } catch (error) {
        // It joined the background's work, which may not send.
        if (!(error instanceof NothingOpen)) throw error
      }
    }
  }

  const finishOrphan = async (row: JobRow, signal: AbortSignal): Promise<void> => {
    try {
      await joinWork(row.key, row.step, null, signal, row.title)
    } catch (error) {
      if (error instanceof NothingOpen || signal.aborted) return
      world.log(`job ${row.job}: ${saying(error)}.`)
    }
  }

  const isStored = (row: JobRow) =>
    row.state === 'stored' && storedFiles(row).every((file) => world.blobs.has(file.digest))

  return {
    perform,
    openBudget: (run, capUsd) => rows.setCap(run, capUsd === null ? null : toMicros(capUsd)),
    budget(run) {
      const { cap, reserved, charged } = rows.budget(run)
      return { capUsd: cap === null ? null : toUsd(cap), reservedUsd: toUsd(reserved), chargedUsd: toUsd(charged) }
    },
    openJobs(keys) {
      const open =
        keys === undefined ? rows.allLive() : rows.newest(keys).filter((row) => isLive(row.state) || isStored(row))
      const byKey = new Map<Key, OpenJob[]>()
      for (const row of open) {
        const jobs = byKey.get(row.key) ?? []
        jobs.push(openJobOf(row))
        byKey.set(row.key, jobs)
      }
      return byKey
    },
    lastFailure(keys) {
      const failures = new Map<Key, JobFailure>()
      for (const row of rows.newest(keys)) {
        if (!hasFailed(row.state)) continue
        failures.set(row.key, { message: row.message ?? '', chargedUsd: toUsd(row.charged ?? 0), state: row.state })
      }
      return failures
    },
    async recover() {
      const free = rows.allLive().filter((row) => row.owner !== world.owner.id && !isElsewhere(row, world.owner))
      const unknown = free.map((row) => settleDead(row, world)).filter(({ state }) => state === 'unknown')
      // A process killed a moment ago may have left its request on the way: the kernel still delivers what was written.
      if (free.some(({ state }) => state === 'submitting')) {
        await world.clock.sleep(BEFORE_LOOKUP, new AbortController().signal)
      }
      for (const row of unknown) await ask(row, world)
    },
    async finishOrphans(signal) {
      const orphans = rows.allLive().filter((row) => row.state === 'submitted' || row.state === 'done-remote')
      const free = orphans.filter((row) => row.owner !== world.owner.id && !isElsewhere(row, world.owner))
      await Promise.all(free.map((row) => finishOrphan(row, signal)))
    },
    resolve: (job, resolution) => recordOf(resolveJob(job, resolution, world)),
    ledger: () => rows.all().map(recordOf),
    storedDigests: (hasOutput) =>
      new Set(
        rows
          .all()
          .flatMap((row) => (row.state === 'stored' && !hasOutput(row.key) ? storedFiles(row) : []))
          .map(({ digest }) => digest),
      ),
    list: (filter) =>
      rows
        .all()
        .filter((row) => filter?.live === undefined || isLive(row.state) === filter.live)
        .map(recordOf),
    close: () => store.close(),
  }
}
