import {
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  type History,
  Hourglass,
  LoaderCircle,
  RotateCcw,
  Square,
} from 'lucide-react'
import type { RunRow } from '#shared/ipc/engine-messages.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { type RunStatus, type RunView, remaining, runProgress } from '../store/run-state.ts'
import { rerun, stopRun, useRuns, watchRun } from '../store/run-store.ts'
import { duration, runsStrings as texts } from '../strings/runs.ts'
import { ago, price, s } from '../strings.ts'
import { useNow } from './now.ts'
import { RunDetail } from './run-detail.tsx'

const ICONS: Readonly<Record<RunStatus | 'queued', typeof History>> = {
  running: LoaderCircle,
  queued: Clock,
  done: CircleCheck,
  failed: CircleX,
  stopped: CirclePause,
  budget: CirclePause,
  waiting: Hourglass,
  cancelled: CirclePause,
  interrupted: CirclePause,
}
const TONES: Readonly<Record<RunStatus | 'queued', string>> = {
  running: 'info',
  queued: 'quiet',
  done: 'good',
  failed: 'bad',
  stopped: 'warn',
  budget: 'warn',
  waiting: 'warn',
  cancelled: 'quiet',
  interrupted: 'warn',
}

/** One run of the list; the one that is open shows how it went. */
export function RunEntry({ row, open }: { readonly row: RunRow; readonly open: boolean }) {
  const view = useRuns((state) => state.views[row.id])
  const others = useRuns((state) => state.rows.some(({ id, status }) => id !== row.id && status === 'running'))
  const status = view?.status ?? row.status
  const shown = status === 'running' && others && view?.running === 0 ? 'queued' : status
  const Icon = ICONS[shown]
  const words = shown === 'queued' ? texts.queued : s.runStatus[shown]
  return (
    <div className="run" data-current={open}>
      <div className="run-row" data-tone={TONES[shown]}>
        <Icon size={15} aria-hidden className={shown === 'running' ? 'spin' : undefined} />
        <button
          type="button"
          className="link"
          aria-expanded={open}
          title={texts.details}
          onClick={() => (open ? useRuns.setState({ current: null }) : void watchRun(row.id))}
        >
          {words}
        </button>
        <About row={row} />
        {status === 'running' ? (
          <button
            type="button"
            className="button quiet icon"
            aria-label={texts.stopRun}
            title={texts.stopRun}
            onClick={() => void stopRun(row.id)}
          >
            <Square size={13} aria-hidden />
          </button>
        ) : (
          <button
            type="button"
            className="button quiet icon"
            aria-label={texts.rerun}
            title={texts.rerunTitle}
            onClick={() => void rerun(row)}
          >
            <RotateCcw size={13} aria-hidden />
          </button>
        )}
      </div>
      <p className="run-facts">
        {status === 'running' && view ? (
          <HowFar view={view} started={row.started} />
        ) : (
          <HowItWent row={row} view={view} />
        )}
      </p>
      {status === 'running' && view && <Bar view={view} />}
      {open && view && <RunDetail row={row} view={view} />}
    </div>
  )
}

/** When, on what, and of which nodes. */
function About({ row }: { readonly row: RunRow }) {
  const names = useDocument((document) => row.targets.map((id) => nodeOf(document, id)?.title || id).join(', '))
  return (
    <span className="quiet" title={`${new Date(row.started).toLocaleString()}${names && ` · ${names}`}`}>
      {ago(row.started)}
      {row.standIn && ` · ${texts.onStandIn}`}
      {names && ` · ${names}`}
    </span>
  )
}

function HowFar({ view, started }: { readonly view: RunView; readonly started: number }) {
  const now = useNow(true)
  const { done, of, fraction } = runProgress(view)
  const left = remaining(now - started, fraction)
  return (
    <>
      {texts.ofItems(done, of)} · {duration(now - started)}
      {left !== null && left > 0 && ` · ${texts.left(duration(left))}`}
      {view.costUsd > 0 && ` · ${price([view.costUsd, view.costUsd])}`}
    </>
  )
}

function HowItWent({ row, view }: { readonly row: RunRow; readonly view: RunView | undefined }) {
  const parts = [
    view?.summary && texts.made(view.summary.ran.length, view.summary.restored.length),
    row.finished !== undefined && duration(row.finished - row.started),
    row.costUsd !== undefined && price([row.costUsd, row.costUsd]),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}

function Bar({ view }: { readonly view: RunView }) {
  const { done, of, fraction } = runProgress(view)
  return (
    <progress
      className="run-bar"
      max={1}
      value={fraction}
      aria-label={`${s.runStatus.running}: ${texts.ofItems(done, of)}`}
    />
  )
}
