import type { BlobStore } from '#shared/engine/interfaces.ts'
import type { MediaType } from '#shared/graph/values.ts'
import type { Owner } from '../owner.ts'
import type { Provider } from '../providers/provider.ts'
import type { JobClock } from './clock.ts'
import { toMicros } from './money.ts'
import type { JobPatch, JobRow, JobRows } from './rows.ts'

/** What the parts of the job service share. */
export interface JobWorld {
  readonly rows: JobRows
  readonly owner: Owner
  readonly providers: ReadonlyMap<string, Provider>
  readonly blobs: BlobStore
  /** A path for a new temporary file. */
  readonly temp: () => string
  /** Throws where the file is no readable media of that type. */
  readonly probe: (path: string, type: MediaType) => Promise<void>
  readonly clock: JobClock
  readonly log: (message: string) => void
}

/** True while another living process works on the job. Only the kernel knows; no clock is asked. */
export function isElsewhere(row: JobRow, owner: Owner): boolean {
  return row.owner !== null && row.owner !== owner.id && owner.isAlive(row.owner)
}

/** The patch of a job that ends: what was said, and what it cost (US dollars; absent: what is booked already, else nothing). */
export function ending(row: JobRow, message: string, now: number, chargedUsd?: number): JobPatch {
  const charged = chargedUsd === undefined ? (row.charged ?? 0) : toMicros(chargedUsd)
  return { owner: null, message, charged, reserved: 0, ended: now }
}

/** The row a change gave; only a second worker on the same job could have made it fail. */
export function kept(row: JobRow | null, job: string): JobRow {
  if (row === null) throw new Error(`Job ${job} was changed by another process meanwhile; run again to go on with it.`)
  return row
}
