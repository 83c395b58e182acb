import { CircleCheck, CirclePause, CircleX, History, Hourglass, LoaderCircle, Square } from 'lucide-react'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { progressOf, type RunStatus } from '../store/run-state.ts'
import { stopRun, useRuns, watchRun } from '../store/run-store.ts'
import { select } from '../store/ui-store.ts'
import { ago, count, price, s } from '../strings.ts'

const ICONS: Readonly<Record<RunStatus, typeof History>> = {
  running: LoaderCircle,
  done: CircleCheck,
  failed: CircleX,
  stopped: CirclePause,
  budget: CirclePause,
  waiting: Hourglass,
  cancelled: CirclePause,
  interrupted: CirclePause,
}
const TONES: Readonly<Record<RunStatus, string>> = {
  running: 'info',
  done: 'good',
  failed: 'bad',
  stopped: 'warn',
  budget: 'warn',
  waiting: 'warn',
  cancelled: 'quiet',
  interrupted: 'warn',
}

/** Runs of this document: those under way with how far they are, and those before. */
export function RunsPanel() {
  const rows = useRuns((state) => state.rows)
  const views = useRuns((state) => state.views)
  const current = useRuns((state) => state.current)
  const shown = current === null ? undefined : views[current]
  const document = useDocument((state) => state)
  const title = (node: string) => nodeOf(document, node)?.title || node
  const failures = Object.entries(shown?.nodes ?? {}).flatMap(([node, run]) =>
    Object.values(run.items)
      .filter((item) => item.state === 'failed')
      .map((item) => ({ node, key: `${node}#${item.item}@${item.take}`, message: item.message ?? '' })),
  )
  const working = Object.entries(shown?.nodes ?? {}).flatMap(([node, run]) => {
    const progress = progressOf(run)
    return progress === null ? [] : [{ node, progress }]
  })
  return (
    <section className="panel runs" aria-label={s.regions.runs} data-region tabIndex={-1}>
      <h2 className="panel-title">{s.regions.runs}</h2>
      <div className="scroll">
        {rows.map((row) => {
          const view = views[row.id]
          const status = view?.status ?? row.status
          const Icon = ICONS[status]
          return (
            <div className="run" key={row.id} data-current={row.id === current}>
              <div className="run-row" data-tone={TONES[status]}>
                <Icon size={15} aria-hidden className={status === 'running' ? 'spin' : undefined} />
                <button type="button" className="link" onClick={() => void watchRun(row.id)}>
                  {s.runStatus[status]}
                </button>
                <span className="quiet">
                  {ago(row.started)}
                  {row.standIn && ' · stand-in'}
                  {row.targets.length > 0 && ` · ${row.targets.map(title).join(', ')}`}
                </span>
                <span className="push">
                  {view?.summary ? `${view.summary.ran.length} made, ${view.summary.restored.length} restored · ` : ''}
                  {row.costUsd !== undefined && price([row.costUsd, row.costUsd])}
                </span>
                {status === 'running' && (
                  <button
                    type="button"
                    className="button icon"
                    aria-label="Stop this run"
                    title="Stop this run"
                    onClick={() => void stopRun(row.id)}
                  >
                    <Square size={13} aria-hidden />
                  </button>
                )}
              </div>
              {row.id === current &&
                working.map(({ node, progress }) => (
                  <div className="run-work" key={node}>
                    <button type="button" className="link" onClick={() => select([node])}>
                      {title(node)}
                    </button>
                    <progress max={1} value={progress} aria-label={`${title(node)} progress`} />
                    <span>{Math.round(progress * 100)} %</span>
                  </div>
                ))}
              {row.id === current &&
                failures.map(({ key, node, message }) => (
                  <button type="button" className="run-failure" key={key} onClick={() => select([node])}>
                    <strong>{title(node)}</strong> {message}
                  </button>
                ))}
            </div>
          )
        })}
        {rows.length === 0 && (
          <div className="empty">
            <History size={22} aria-hidden />
            <p>No runs yet. Press Run, and its progress and history stand here.</p>
          </div>
        )}
      </div>
      <p className="sr" aria-live="polite">
        {shown ? `Run: ${s.runStatus[shown.status]}. ${working.length > 0 ? count(working.length, 'node') : ''}` : ''}
      </p>
    </section>
  )
}
