import { relative, resolve } from 'node:path'
import type { EngineEvent, RunSummary } from '#shared/engine/events.ts'
import { type Delivered, deliver, exportNodes } from '../run/deliver.ts'
import { dollars, EXIT, type ExitStatus, UsageError } from './output.ts'
import { refuse } from './problems.ts'
import { createProgressView } from './progress-view.ts'
import { openDocument, type Session } from './session.ts'
import { outputsWithPaths } from './values.ts'

interface RunOptions {
  readonly target?: string[]
  readonly budget?: string
  readonly standIn?: boolean
  readonly out?: string
}

const STATUS: Readonly<Record<RunSummary['status'], ExitStatus>> = {
  done: EXIT.done,
  failed: EXIT.failed,
  budget: EXIT.budget,
  waiting: EXIT.waiting,
  cancelled: EXIT.cancelled,
}

/** `reelay run`: runs a document; `--out` delivers each export. */
export async function runCommand(session: Session, file: string, options: RunOptions): Promise<ExitStatus> {
  const started = Date.now()
  const { document } = await openDocument(session, file)
  const host = await session.host()
  const targets = options.target ?? null
  const wanted = options.out === undefined ? [] : exportNodes(document, host.registry, targets)
  const view = createProgressView(document, process.stdout)
  const listener = (event: EngineEvent) => {
    if (!session.out.json) view.event(event)
    else if (event.event !== 'run-finished') session.out.object(event)
  }
  const run = await host.runs.start(
    {
      document,
      file: resolve(file),
      targets,
      standIn: options.standIn === true,
      budgetUsd: options.budget === undefined ? null : budgetOf(options.budget),
      deliver: wanted,
    },
    listener,
  )
  if (!run.ok) refuse(file, run.problems)
  const delivering = new AbortController()
  const stopListening = onInterrupt(() => {
    run.cancel()
    delivering.abort()
  })
  try {
    const summary = await run.done
    view.end()
    const delivered =
      options.out === undefined
        ? []
        : await deliver(
            host,
            { document, file, folder: resolve(options.out), nodes: wanted, summary },
            delivering.signal,
          )
    printSummary(session, summary, delivered, Date.now() - started)
    const { ran, restored, upToDate, failed, blocked, waiting, cancelled, costUsd, standIn, outputs } = summary
    session.out.object({
      event: 'run-finished',
      run: run.run,
      ...{
        ran,
        restored,
        upToDate,
        failed: failed.map(({ node, item, workItem, message }) => ({ node, item, workItem, message })),
        blocked,
        waiting,
        cancelled,
        costUsd,
        standIn,
      },
      outputs: outputsWithPaths(host, outputs),
      delivered: delivered.map(({ path }) => path),
    })
    return STATUS[summary.status]
  } catch (error) {
    // What ran is stored; only the copy to the folder was stopped.
    if (delivering.signal.aborted) return EXIT.cancelled
    throw error
  } finally {
    stopListening()
  }
}

/** Ctrl-C cancels once, politely; the run then ends by itself with everything finished kept. */
function onInterrupt(cancel: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, cancel)
  return () => {
    for (const signal of signals) process.off(signal, cancel)
  }
}

function budgetOf(text: string): number {
  const usd = Number(text)
  if (!Number.isFinite(usd) || usd < 0 || text.trim() === '')
    throw new UsageError(`--budget takes US dollars, like 2.50; ‘${text}’ is none.`)
  return usd
}

function printSummary({ out }: Session, summary: RunSummary, delivered: readonly Delivered[], ms: number): void {
  for (const { message } of summary.failed) out.text(`\nfailed: ${message}`)
  const counts = [
    `${summary.ran.length} ran`,
    `${summary.restored.length} restored`,
    `${summary.upToDate.length} up-to-date`,
    ...(summary.failed.length > 0 ? [`${summary.failed.length} failed`] : []),
    ...(summary.blocked.length > 0 ? [`${summary.blocked.length} blocked`] : []),
    ...(summary.waiting.length > 0 ? [`${summary.waiting.length} waiting (${summary.waiting.join(', ')})`] : []),
    ...(summary.cancelled.length > 0 ? [`${summary.cancelled.length} cancelled`] : []),
  ]
  out.text()
  out.text(
    `${counts.join(', ')} in ${(ms / 1000).toFixed(1)} s${summary.costUsd > 0 ? `, ${dollars(summary.costUsd)} charged` : ''}.`,
  )
  for (const { path, facts, standIn } of delivered) {
    const size = facts.width && facts.height ? `, ${facts.width}×${facts.height}` : ''
    const fps = facts.fps ? ` at ${rate(facts.fps)} fps` : ''
    const length = facts.seconds === undefined ? '' : `, ${facts.seconds.toFixed(2)} s`
    out.text(`${relative(process.cwd(), path)}${length}${size}${fps}${standIn ? ' (made with stand-ins)' : ''}`)
  }
}

function rate(fps: string): string {
  const [num = 0, den = 1] = fps.split('/').map(Number)
  return Number((num / den).toFixed(3)).toString()
}
