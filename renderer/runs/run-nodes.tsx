import type { NodeId } from '#shared/graph/ids.ts'
import { withoutName } from '../canvas/card-state.ts'
import { reveal } from '../canvas/reveal.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { leadingItem, type NodeRun, progressOf, type RunView, remaining } from '../store/run-state.ts'
import { duration, runsStrings as texts } from '../strings/runs.ts'
import { price } from '../strings.ts'
import { useNow } from './now.ts'

/** The nodes that a run has touched, those that run and what went wrong first. */
export function RunNodes({ view }: { readonly view: RunView }) {
  const now = useNow(view.status === 'running')
  const rows = Object.entries(view.nodes)
    .map(([node, run]) => ({ node, run, state: leadingItem(run)?.state ?? 'up-to-date' }))
    .filter(({ state }) => state !== 'up-to-date')
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
  return (
    <ul className="run-nodes">
      {rows.map(({ node, run }) => (
        <RunNode key={node} node={node} run={run} now={now} />
      ))}
    </ul>
  )
}

const ORDER: readonly string[] = ['running', 'failed', 'waiting', 'blocked', 'cancelled', 'ran', 'restored']
const TONES: Readonly<Record<string, string>> = {
  running: 'info',
  failed: 'bad',
  blocked: 'bad',
  waiting: 'warn',
  cancelled: 'warn',
}

function RunNode({ node, run, now }: { readonly node: NodeId; readonly run: NodeRun; readonly now: number }) {
  const title = useDocument((document) => nodeOf(document, node)?.title || node)
  const item = leadingItem(run)
  if (!item) return null
  const progress = progressOf(run)
  const items = Object.values(run.items)
  const ended = items.filter(({ state }) => state !== 'running').length
  const cost = items.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)
  const elapsed = run.began === null ? null : (progress === null ? (run.changed ?? run.began) : now) - run.began
  const left = progress === null || elapsed === null || items.length > 1 ? null : remaining(elapsed, progress)
  const messages = new Set(items.flatMap(({ state, message }) => (state !== 'blocked' && message ? [message] : [])))
  return (
    <li data-tone={TONES[item.state] ?? 'good'}>
      <div className="run-work">
        <button type="button" className="link" onClick={() => reveal(node)}>
          {title}
        </button>
        <span className="quiet">
          {texts.itemStates[item.state]}
          {items.length > 1 && ` · ${texts.ofItems(ended, items.length)}`}
        </span>
        {progress !== null && <progress max={1} value={progress} aria-label={title} />}
        <span className="push">
          {progress !== null && `${Math.round(progress * 100)} % · `}
          {elapsed !== null && duration(elapsed)}
          {left !== null && left > 0 && ` · ${texts.left(duration(left))}`}
          {cost > 0 && ` · ${price([cost, cost])}`}
        </span>
      </div>
      {[...messages].map((message) => (
        <p className="run-failure" key={message}>
          {withoutName(message)}
        </p>
      ))}
    </li>
  )
}
