import { byteText, EXIT, type ExitStatus, tableLines, UsageError } from './output.ts'
import type { Session } from './session.ts'

/** `reelay cache stats`. */
export async function cacheStatsCommand(session: Session): Promise<ExitStatus> {
  const stats = (await session.host()).cache.stats()
  const { out } = session
  out.text(
    `${stats.rows} outputs in ${stats.blobs} files, ${byteText(stats.bytes)}; ${stats.paid} paid, ${stats.standIn} stand-in, ${stats.evicted} pruned.`,
  )
  for (const line of tableLines(
    stats.byType.map(({ type, rows, bytes }) => [type || 'inner steps', String(rows), byteText(bytes)]),
  ))
    out.text(line)
  out.object({ event: 'cache-stats', ...stats })
  return EXIT.done
}

interface VerifyOptions {
  readonly repair?: boolean
}

/** `reelay cache verify`: reads every stored file and compares. */
export async function cacheVerifyCommand(session: Session, { repair = false }: VerifyOptions): Promise<ExitStatus> {
  const report = await (await session.host()).cache.verify({ repair })
  const { out } = session
  for (const { message } of report.problems) out.text(message)
  const left =
    report.orphans.length > 0
      ? `; ${report.orphans.length} left over by a crash, ‘reelay cache prune’ removes them`
      : ''
  out.text(
    report.ok
      ? `All well: ${report.rows} outputs, ${report.blobs} files, ${byteText(report.bytes)}${left}.`
      : `${report.problems.length} problems.`,
  )
  out.object({ event: 'cache-verified', ...report })
  return report.ok || (repair && report.repaired > 0) ? EXIT.done : EXIT.failed
}

const WAIVABLE = ['paid', 'picked', 'shown', 'approved', 'pinned'] as const

interface PruneOptions {
  readonly maxBytes?: string
  readonly olderThanDays?: string
  readonly include?: string[]
  readonly dryRun?: boolean
}

/** `reelay cache prune`: removes files, never the record of them. */
export async function cachePruneCommand(session: Session, options: PruneOptions): Promise<ExitStatus> {
  const host = await session.host()
  const include = (options.include ?? []).map((name) => {
    const found = WAIVABLE.find((each) => each === name)
    if (!found) throw new UsageError(`--include takes ${WAIVABLE.join(', ')}; ‘${name}’ is none of them.`)
    return found
  })
  const report = await host.cache.prune({
    ...(options.maxBytes === undefined ? {} : { maxBytes: bytesOf(options.maxBytes) }),
    ...(options.olderThanDays === undefined
      ? {}
      : { olderThanDays: numberOf(options.olderThanDays, '--older-than-days') }),
    include,
    needed: host.jobs.storedDigests((key) => host.cache.outputs.get(key) !== undefined),
    dryRun: options.dryRun === true,
  })
  const { out } = session
  const verb = report.dryRun ? 'Would remove' : 'Removed'
  out.text(
    `${verb} ${report.evicted.length} files (${byteText(report.evictedBytes)}) and ${report.orphans.length} leftovers (${byteText(report.orphanBytes)}).`,
  )
  for (const [why, kept] of Object.entries(report.kept))
    out.text(`Kept ${kept.blobs} files (${byteText(kept.bytes)}): ${why}.`)
  out.object({ event: 'cache-pruned', ...report })
  return EXIT.done
}

/** `500000`, `500kB`, `20MB`, `3GB`, in powers of 1000. */
function bytesOf(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kMGT]?)B?\s*$/.exec(text)
  if (!match) throw new UsageError(`--max-bytes takes a size like 20GB; ‘${text}’ is none.`)
  return Math.floor(Number(match[1]) * 1000 ** ' kMGT'.indexOf(match[2] || ' '))
}

function numberOf(text: string, option: string): number {
  const number = Number(text)
  if (!Number.isFinite(number) || number < 0 || text.trim() === '')
    throw new UsageError(`${option} takes a number; ‘${text}’ is none.`)
  return number
}

function countOf(text: string): number {
  const count = numberOf(text, '--limit')
  if (!Number.isSafeInteger(count)) throw new UsageError(`--limit takes a whole number; ‘${text}’ is none.`)
  return count
}

interface RunsOptions {
  readonly limit?: string
  readonly events?: string
}

/** `reelay runs`: the history of runs, newest first; `--events RUN` the events of one. */
export async function runsCommand(session: Session, options: RunsOptions): Promise<ExitStatus> {
  const { cache } = await session.host()
  const { out } = session
  if (options.events !== undefined) {
    const run = cache.runs.get(options.events)
    if (!run) throw new UsageError(`There is no run ${options.events}; ‘reelay runs’ lists them.`)
    const events = cache.runs.events(run.id).map(({ event }) => event)
    for (const event of events) out.text(JSON.stringify(event))
    out.object({ event: 'run-events', run: run.id, events })
    return EXIT.done
  }
  const runs = cache.runs.list({ limit: options.limit === undefined ? 20 : countOf(options.limit) })
  const rows = runs.map(({ id, started, status, name, file }) => [
    id,
    new Date(started).toISOString(),
    status,
    name || file,
  ])
  for (const line of tableLines(rows)) out.text(line)
  out.object({ event: 'runs', runs })
  return EXIT.done
}
