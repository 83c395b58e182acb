import type { PollResult, Provider } from '../providers/provider.ts'
import { cancelled, clause, costOf, saying } from './error.ts'
import { doneAt, remoteId } from './finish.ts'
import { dollars } from './money.ts'
import type { JobRow } from './rows.ts'
import { ending, type JobWorld, kept } from './world.ts'

/**
 * Stops a job that was sent, as far as the provider lets us, and gives the error that says what stays running and billed.
 * What cannot be stopped stays in the table as it is: the next run (or start) picks it up, and nothing paid is lost.
 */
export async function stop(row: JobRow, provider: Provider, world: JobWorld): Promise<Error> {
  const { rows, clock } = world
  if (row.state === 'done-remote') {
    return cancelled(row.title, `It is finished. ${costOf(row)} The next run fetches it without paying again.`, row)
  }
  const goesOn = `it goes on at ${provider.title} and is billed (up to ${dollars(row.reserved)}); the next run picks up the result.`
  if (provider.cancel === undefined) return cancelled(row.title, `${provider.title} cannot cancel: ${goesOn}`, row)
  let answer: { readonly stopped: boolean; readonly message: string }
  try {
    answer = await provider.cancel(remoteId(row))
  } catch (error) {
    return cancelled(row.title, `${provider.title} did not take the cancel (${saying(error)}): ${goesOn}`, row)
  }
  const said = clause(answer.message)
  if (!answer.stopped) return cancelled(row.title, `${provider.title} did not stop it (${said}): ${goesOn}`, row)

  const last = await lastWord(row, provider)
  if (last?.state === 'succeeded') {
    const done = kept(rows.move('job.done-remote', row, 'done-remote', doneAt(row, last)), row.job)
    return cancelled(
      row.title,
      `It had finished before. ${costOf(done)} The next run fetches it without paying again.`,
      done,
    )
  }
  const chargedUsd = last !== undefined && 'message' in last ? last.chargedUsd : undefined
  const patch = ending(row, answer.message, clock.now(), chargedUsd)
  const ended = kept(rows.move('job.ended', row, 'cancelled', patch), row.job)
  return cancelled(row.title, `${provider.title} stopped it (${said}). ${costOf(ended)}`, ended)
}

/** What the provider says of a cancelled job, where it says anything: the charge, or that it was too late. */
async function lastWord(row: JobRow, provider: Provider): Promise<PollResult | undefined> {
  try {
    return await provider.poll(remoteId(row), new AbortController().signal)
  } catch {
    return undefined
  }
}
