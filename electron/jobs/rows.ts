import { z } from 'zod'
import type { Key } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import type { DurableStep } from '../durable.ts'
import { JobError } from './error.ts'
import { dollars } from './money.ts'
import { isLegal, type JobState } from './states.ts'

/** A row of `jobs`. Money in millionths of a dollar, times in milliseconds since the epoch. */
export interface JobRow {
  readonly seq: number
  /** Also our reference at the provider. */
  readonly job: string
  readonly key: Key
  readonly step: string
  readonly run: string
  readonly node: string
  readonly item: string
  readonly title: string
  readonly model: string
  readonly provider: string
  /** The model's name at the provider. */
  readonly host: string
  readonly request: string
  readonly state: JobState
  /** The process that works on it; null: nobody. */
  readonly owner: string | null
  /** The provider's id. */
  readonly remote: string | null
  readonly files: string | null
  readonly stored: string | null
  readonly message: string | null
  readonly low: number
  readonly high: number
  readonly reserved: number
  readonly charged: number | null
  readonly created: number
  readonly submitted: number | null
  readonly ended: number | null
}

/** What may change while a job lives. */
export type JobPatch = Partial<
  Pick<JobRow, 'owner' | 'remote' | 'files' | 'stored' | 'message' | 'reserved' | 'charged' | 'submitted' | 'ended'>
>
type NewJob = Omit<JobRow, 'seq' | 'state' | keyof JobPatch> & { readonly owner: string }

const zType = z.enum(['image', 'video', 'audio'])
const zFiles = z.array(z.object({ type: zType, url: z.string() }))
const zStored = z.array(z.object({ type: zType, digest: z.string() }))

/** The finished files at the provider. */
export const remoteFiles = (row: JobRow) => zFiles.parse(JSON.parse(row.files ?? '[]'))
/** The results in the blob store. */
export const storedFiles = (row: JobRow) => zStored.parse(JSON.parse(row.stored ?? '[]'))

/** What a run may spend and has: `cap` null is no limit. */
interface BudgetRow {
  readonly cap: number | null
  readonly reserved: number
  readonly charged: number
}

/** The table of jobs. Every change of state is a legal one and happens only if nobody else changed the row meanwhile. */
export interface JobRows {
  get(job: string): JobRow | undefined
  live(key: Key, step: string): JobRow | undefined
  newestStored(key: Key, step: string): JobRow | undefined
  /** The newest job of this (key, step, run) that the provider ended without a result. */
  failedIn(key: Key, step: string, run: string): JobRow | undefined
  /** The newest job of every (key, step) of these keys that was ever sent, or is about to be. */
  newest(keys: readonly Key[]): JobRow[]
  allLive(): JobRow[]
  all(): JobRow[]
  budget(run: string): BudgetRow
  setCap(run: string, cap: number | null): void
  /**
   * Inserts a job and reserves its high estimate, or gives null where the (key, step) has a live job already.
   * Throws a JobError `budget` where the run's cap does not allow it, or a price that is not known could pass it; nothing is written then.
   */
  reserve(job: NewJob, priceKnown: boolean): JobRow | null
  /** The row in its new state, or null where another process was quicker. */
  move(step: DurableStep, from: JobRow, to: JobState, patch: JobPatch): JobRow | null
  /** Makes `owner` the one who works on a live job (null: nobody), or gives null where another process was quicker. */
  hand(row: JobRow, owner: string | null): JobRow | null
}

const LIVE = `state IN ('reserved', 'submitting', 'submitted', 'done-remote', 'unknown')`

export function createRows(store: Store): JobRows {
  const one = store.read<JobRow, [string]>('SELECT * FROM jobs WHERE job = ?')
  const live = store.read<JobRow, [Key, string]>(`SELECT * FROM jobs WHERE key = ? AND step = ? AND ${LIVE}`)
  const newestStored = store.read<JobRow, [Key, string]>(
    `SELECT * FROM jobs WHERE key = ? AND step = ? AND state = 'stored' ORDER BY seq DESC LIMIT 1`,
  )
  const failedIn = store.read<JobRow, [Key, string, string]>(
    `SELECT * FROM jobs WHERE key = ? AND step = ? AND run = ? AND state IN ('refused', 'failed', 'expired') ORDER BY seq DESC LIMIT 1`,
  )
  const newest = store.read<JobRow, [string]>(
    `SELECT * FROM jobs WHERE seq IN (
       SELECT max(seq) FROM jobs WHERE key IN (SELECT value FROM json_each(?)) AND state <> 'abandoned' GROUP BY key, step
     ) ORDER BY seq`,
  )
  const allLive = store.read<JobRow, []>(`SELECT * FROM jobs WHERE ${LIVE} ORDER BY seq`)
  const all = store.read<JobRow, []>('SELECT * FROM jobs ORDER BY seq')
  const spent = store.read<{ reserved: number | null; charged: number | null }, [string]>(
    'SELECT sum(reserved) AS reserved, sum(charged) AS charged FROM jobs WHERE run = ?',
  )
  const cap = store.read<{ cap: number | null }, [string]>('SELECT cap FROM budgets WHERE run = ?')

  const setCap = store.writer<[string, number | null]>(
    'INSERT INTO budgets (run, cap) VALUES (?, ?) ON CONFLICT (run) DO UPDATE SET cap = excluded.cap',
  )
  const insert = store.writer<[NewJob]>(
    `INSERT INTO jobs (job, key, step, run, node, item, title, model, provider, host, request, state, owner, low, high, reserved, created)
     VALUES (@job, @key, @step, @run, @node, @item, @title, @model, @provider, @host, @request, 'reserved', @owner, @low, @high, @high, @created)`,
  )
  const change = store.writer<[JobRow & { fromState: JobState; fromOwner: string | null }]>(
    `UPDATE jobs SET state = @state, owner = @owner, remote = @remote, files = @files, stored = @stored, message = @message,
       reserved = @reserved, charged = @charged, submitted = @submitted, ended = @ended
     WHERE job = @job AND state = @fromState AND owner IS @fromOwner`,
  )
  const hand = store.writer<[string | null, string, JobState, string | null]>(
    'UPDATE jobs SET owner = ? WHERE job = ? AND state = ? AND owner IS ?',
  )

  const budget = (run: string): BudgetRow => {
    const sums = spent.get(run)
    return { cap: cap.get(run)?.cap ?? null, reserved: sums?.reserved ?? 0, charged: sums?.charged ?? 0 }
  }

  return {
    get: (job) => one.get(job),
    live: (key, step) => live.get(key, step),
    newestStored: (key, step) => newestStored.get(key, step),
    failedIn: (key, step, run) => failedIn.get(key, step, run),
    newest: (keys) => newest.all(JSON.stringify(keys)),
    allLive: () => allLive.all(),
    all: () => all.all(),
    budget,
    setCap: (run, limit) => store.write('job.budget', () => setCap.run(run, limit)),
    reserve: (job, priceKnown) =>
      store.write('job.reserve', () => {
        if (live.get(job.key, job.step) !== undefined) return null
        if (cap.get(job.run)?.cap != null) {
          if (!priceKnown) refuseUnpriced(job)
          if (job.high > 0) refuseOverCap(job, budget(job.run))
        }
        insert.run(job)
        return one.get(job.job) ?? null
      }),
    move(step, from, to, patch) {
      if (!isLegal(from.state, to)) throw new Error(`job ${from.job}: ${from.state} cannot become ${to}`)
      const row: JobRow = { ...from, ...patch, state: to }
      const changed = store.write(step, () => change.run({ ...row, fromState: from.state, fromOwner: from.owner }))
      return changed === 1 ? row : null
    },
    hand(row, owner) {
      const changed = store.write('job.owner', () => hand.run(owner, row.job, row.state, row.owner))
      return changed === 1 ? { ...row, owner } : null
    },
  }
}

function refuseUnpriced(job: NewJob): never {
  throw new JobError(
    'budget',
    `“${job.title}” (${job.model}) has no known price, so this run's budget cannot be kept with it. Nothing was sent; run it without a budget, or choose another model.`,
  )
}

function refuseOverCap(job: NewJob, { cap, reserved, charged }: BudgetRow): void {
  const booked = reserved + charged
  if (cap === null || booked + job.high <= cap) return
  throw new JobError(
    'budget',
    `“${job.title}” (${job.model}) may cost ${dollars(job.high)}, and ${dollars(booked)} of this run's ${dollars(cap)} is spent or reserved: ` +
      `it would need ${dollars(booked + job.high)}. Nothing was sent; raise the budget to run it.`,
  )
}
