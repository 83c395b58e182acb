/**
 * Every step after which the data folder (or a provider) remembers something. Each goes through `durable`, so that tests can
 * kill the process right before and right after it; a step without a crash point does not compile.
 */
export const DURABLE_STEPS = [
  'blob.fsync',
  'blob.rename',
  'blob.remove',
  'cache.put',
  'cache.shown',
  'cache.lease',
  'cache.release',
  'cache.input-file',
  'cache.document',
  'cache.evict',
  'run.start',
  'run.events',
  'run.finish',
  'job.budget',
  'job.reserve',
  'job.submitting',
  'job.submitted',
  'job.unknown',
  'job.owner',
  'job.done-remote',
  'job.stored',
  'job.ended',
  'provider.submit',
  'provider.reply',
  'provider.download',
  'standin.upload',
  'standin.task',
  'standin.result',
  'document.fsync',
  'document.rename',
  'journal.fsync',
  'delivery.fsync',
  'delivery.rename',
] as const
export type DurableStep = (typeof DURABLE_STEPS)[number]

/** `before:blob.rename` or `after:cache.put`, with `:3` for the third time; set only by crash tests. */
const crashAt = process.env['REELAY_CRASH_AT']
const seen = new Map<string, number>()

function crashPoint(side: 'before' | 'after', step: DurableStep): void {
  if (crashAt === undefined) return
  const point = `${side}:${step}`
  const times = (seen.get(point) ?? 0) + 1
  seen.set(point, times)
  const [wantedSide, wantedStep, wantedTimes = '1'] = crashAt.split(':')
  if (`${wantedSide}:${wantedStep}` !== point || Number(wantedTimes) !== times) return
  process.kill(process.pid, 'SIGKILL')
  // The signal is on its way; nothing more may happen meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** Runs one durable step; the same for a promise, whose "after" is when it has settled well. */
export function durable<T>(step: DurableStep, act: () => T): T {
  crashPoint('before', step)
  const result = act()
  if (result instanceof Promise) {
    return result.then((value: unknown) => {
      crashPoint('after', step)
      return value
    }) as T
  }
  crashPoint('after', step)
  return result
}
