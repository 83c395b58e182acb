import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { cardState, STATE_ICONS, STATE_TONES } from '../canvas/card-state.ts'
import { reveal } from '../canvas/reveal.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { price, s } from '../strings.ts'
import { PlanItems } from './plan-items.tsx'
import { likelyOf } from './plan-words.ts'

/** One node of the plan: what becomes of it, why, and for how much; its work items on demand. */
export function PlanRowView({ row }: { readonly row: NodePlanRow }) {
  const title = useDocument((document) => nodeOf(document, row.node)?.title || row.node)
  const [open, setOpen] = useState(false)
  const state = cardState(row, undefined, { bypass: false, known: true, problem: false, above: false })
  const Icon = STATE_ICONS[state]
  return (
    <div className="plan-node" data-tone={STATE_TONES[state]}>
      <div className="plan-line">
        <button
          type="button"
          className="plan-open"
          aria-expanded={open}
          aria-label={texts.showItems(title)}
          title={texts.showItems(title)}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={13} aria-hidden />
        </button>
        <button type="button" className="plan-row" onClick={() => reveal(row.node)}>
          <Icon size={15} aria-hidden />
          <strong>{title}</strong>
          <span className="plan-why" title={why(row)}>
            {s.states[state]}
            {row.standIn && `, ${texts.onStandIn}`}
            {row.total > 1 && ` (${countsOf(row)})`}
            {/* A job that is under way says it all; its number is in the hint. */}
            {row.state !== 'adopt' && why(row) && `: ${why(row)}`}
          </span>
          {row.usd[1] > 0 && <span className="push">{price(row.usd)}</span>}
        </button>
      </div>
      {open && <PlanItems row={row} />}
    </div>
  )
}

function countsOf({ counts }: NodePlanRow): string {
  return Object.entries(counts)
    .map(([state, n]) => `${n} ${s.planState[state as keyof typeof s.planState]}`)
    .join(', ')
}

function why({ reasons, notes, items, state }: NodePlanRow): string {
  const likely = state === 'unknown' ? likelyOf(items) : ''
  return [...reasons, likely, ...notes].filter(Boolean).join('; ')
}
