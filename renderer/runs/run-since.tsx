import { reveal, titleOf } from '../canvas/reveal.ts'
import { usePlan } from '../store/plan-store.ts'
import type { RunView } from '../store/run-state.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { changedSince } from './since.ts'

/** What would be another output today than this run made. */
export function RunSince({ view }: { readonly view: RunView }) {
  const plan = usePlan((state) => state.plan)
  if (!plan) return <p className="hint">{texts.planning}</p>
  const changes = changedSince(view, plan.nodes).filter(({ since }) => since !== 'same')
  if (changes.length === 0) return <p className="hint">{texts.sameAsThen}</p>
  return (
    <ul className="run-nodes">
      {changes.map(({ node, since, reasons }) => (
        <li key={node}>
          <div className="run-work">
            <button type="button" className="link" disabled={since === 'gone'} onClick={() => reveal(node)}>
              {titleOf(node)}
            </button>
            <span className="quiet">{[texts.since[since], ...reasons].join(': ')}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}
