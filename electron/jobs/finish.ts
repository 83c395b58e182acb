import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Digest } from '#shared/graph/ids.ts'
import type { MediaType } from '#shared/graph/values.ts'
import { durable } from '../durable.ts'
import type { PollResult, Provider, RemoteFile } from '../providers/provider.ts'
import { backoff, jitter } from './clock.ts'
import { failure, saying, unstorable } from './error.ts'
import { toUsd } from './money.ts'
import { type JobRow, remoteFiles } from './rows.ts'
import { ending, type JobWorld, kept } from './world.ts'

/** How a job ended at the provider without a result. */
type BadEnd = Extract<PollResult, { readonly message: string }>

/** Downloads of a result that no probe can read before the job counts as failed. */
const UNREADABLE_MOST = 3

/**
 * Polls a `submitted` job until it is `done-remote`. Trouble on the way never ends a paid job: it pauses, says so, and asks again
 * until the signal aborts (then throws). Throws a JobError where the provider ended it without a result.
 */
export async function untilDone(
  row: JobRow,
  provider: Provider,
  signal: AbortSignal,
  progress: (fraction: number) => void,
  world: JobWorld,
): Promise<JobRow> {
  const { clock, log, rows } = world
  for (let failures = 0; ; ) {
    signal.throwIfAborted()
    let result: PollResult
    try {
      result = await provider.poll(remoteId(row), signal, progress)
    } catch (error) {
      if (signal.aborted) throw error
      failures++
      log(
        `${provider.title} could not be asked about “${row.title}”, which is paid for; trying again: ${saying(error)}`,
      )
      await clock.sleep(backoff(failures), signal)
      continue
    }
    failures = 0
    switch (result.state) {
      case 'queued':
      case 'running':
        if (result.progress !== undefined) progress(result.progress)
        await clock.sleep(jitter(provider.pollEvery), signal)
        break
      case 'succeeded':
        return kept(rows.move('job.done-remote', row, 'done-remote', doneAt(row, result)), row.job)
      default:
        throw endedBy(row, result, world)
    }
  }
}

/** The patch of a job that is finished at the provider: from here on its price is known and spent. */
export function doneAt(row: JobRow, result: PollResult & { state: 'succeeded' }) {
  const { charged } = ending(row, '', 0, result.chargedUsd ?? toUsd(row.high))
  return { files: JSON.stringify(result.files), charged: charged ?? 0, reserved: 0 }
}

/** Records a job that the provider ended without a result, and gives the error that says so. */
function endedBy(row: JobRow, result: BadEnd, world: JobWorld): Error {
  const { rows, clock } = world
  // An expired job may have been done and billed; only the provider's word makes it cheaper than that.
  const unsaid = result.state === 'expired' ? toUsd(row.high) : 0
  const patch = ending(row, result.message, clock.now(), result.chargedUsd ?? unsaid)
  const state = result.state === 'refused' || result.state === 'expired' ? result.state : 'failed'
  // Cancelled there by somebody else: for this run it has failed.
  const said =
    result.state === 'cancelled' ? { ...patch, message: `cancelled at the provider: ${result.message}` } : patch
  return failure(kept(rows.move('job.ended', row, state, said), row.job), state)
}

/**
 * Fetches the results of a `done-remote` job into the store and gives its row as `stored`. A bad download is fetched again, from
 * fresh addresses, until the signal aborts (then throws). Throws a JobError where the provider has lost the result, where it stays
 * unreadable, or where this machine cannot store it.
 */
export async function fetchResults(
  row: JobRow,
  provider: Provider,
  signal: AbortSignal,
  world: JobWorld,
): Promise<JobRow> {
  const { clock, log, rows } = world
  let files: readonly RemoteFile[] = remoteFiles(row)
  for (let failures = 0, unreadable = 0; ; ) {
    signal.throwIfAborted()
    const stored: { type: MediaType; digest: Digest }[] = []
    try {
      for (const file of files) stored.push({ type: file.type, digest: await fetchOne(file, provider, signal, world) })
    } catch (error) {
      if (signal.aborted) throw error
      if (error instanceof StoreTrouble) throw unstorable(row, error.cause)
      failures++
      if (error instanceof UnreadableError) unreadable++
      if (unreadable >= UNREADABLE_MOST) {
        const message = `its result was fetched ${unreadable} times and could not be read: ${saying(error)}`
        throw failure(kept(rows.move('job.ended', row, 'failed', ending(row, message, clock.now())), row.job), 'failed')
      }
      log(
        `the result of “${row.title}”, which is paid for, could not be fetched from ${provider.title}; trying again: ${saying(error)}`,
      )
      await clock.sleep(backoff(failures), signal)
      signal.throwIfAborted()
      files = await freshFiles(row, files, provider, signal, world)
      continue
    }
    const patch = { owner: null, message: null, stored: JSON.stringify(stored), ended: clock.now() }
    return kept(rows.move('job.stored', row, 'stored', patch), row.job)
  }
}

/** Addresses of results run out; asking again gives new ones. */
async function freshFiles(
  row: JobRow,
  files: readonly RemoteFile[],
  provider: Provider,
  signal: AbortSignal,
  world: JobWorld,
): Promise<readonly RemoteFile[]> {
  let result: PollResult
  try {
    result = await provider.poll(remoteId(row), signal)
  } catch {
    return files
  }
  if (result.state === 'succeeded') return result.files
  if (!('message' in result)) return files
  const state = result.state === 'expired' ? 'expired' : 'failed'
  const patch = ending(row, `its result is gone: ${result.message}`, world.clock.now())
  throw failure(kept(world.rows.move('job.ended', row, state, patch), row.job), state)
}

/** What came is no readable media; another download may be. */
class UnreadableError extends Error {}
/** This machine cannot store what came; another download would not help. */
class StoreTrouble extends Error {}

async function fetchOne(file: RemoteFile, provider: Provider, signal: AbortSignal, world: JobWorld): Promise<Digest> {
  const path = world.temp()
  try {
    await durable('provider.download', () => provider.download(file, path, signal)).catch((error: unknown) => {
      throw isLocal(error) ? new StoreTrouble('', { cause: error }) : error
    })
    if (!existsSync(path)) throw new UnreadableError('nothing was written')
    await world.probe(path, file.type).catch((error: unknown) => {
      throw isLocal(error) || isToolMissing(error)
        ? new StoreTrouble('', { cause: error })
        : new UnreadableError(saying(error), { cause: error })
    })
    const { digest } = await world.blobs.take(path).catch((error: unknown) => {
      throw new StoreTrouble('', { cause: error })
    })
    return digest
  } finally {
    await rm(path, { force: true })
  }
}

/** Codes of the operating system that say "this machine", not "that file": a full or write-protected disk, no memory. */
const LOCAL_CODES = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENOMEM']
const isLocal = (error: unknown) => hasCode(error, LOCAL_CODES)
/** The file is there (that was looked at before), so it is the program that is not. */
const isToolMissing = (error: unknown) => hasCode(error, ['ENOENT'])

function hasCode(error: unknown, codes: readonly unknown[]): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && codes.includes(each.code)) return true
  }
  return false
}

/** The provider's id of a job that was sent. */
export function remoteId(row: JobRow): string {
  if (row.remote === null) throw new Error(`Job ${row.job} is ${row.state} but has no id of ${row.provider}.`)
  return row.remote
}
