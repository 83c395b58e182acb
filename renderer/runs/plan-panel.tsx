import { CircleAlert, CircleCheck } from 'lucide-react'
import { cardState, STATE_ICONS, STATE_TONES } from '../canvas/card-state.ts'
import { canvasView } from '../canvas/view.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { select } from '../store/ui-store.ts'
import { count, price, s } from '../strings.ts'

function reveal(node: string): void {
  select([node])
  canvasView()?.fit([node])
}

/** What a run would do now, why, and what it costs. */
export function PlanPanel() {
  const plan = usePlan((state) => state.plan)
  const document = useDocument((current) => current)
  const rows = plan?.nodes.filter((row) => row.state !== 'up-to-date') ?? []
  const runs = rows.reduce((sum, row) => sum + (row.counts.run ?? 0) + (row.counts.adopt ?? 0), 0)
  const fresh = (plan?.nodes ?? []).reduce((sum, row) => sum + (row.counts['up-to-date'] ?? 0), 0)
  return (
    <section className="panel plan" aria-label={s.regions.plan} data-region tabIndex={-1}>
      <h2 className="panel-title">
        {s.regions.plan}
        {plan && plan.problems.length === 0 && (
          <span>
            {rows.length === 0 ? 'nothing to do' : `${count(runs, 'item')} to run`} · {fresh} up to date ·{' '}
            <strong>{price(plan.usd)}</strong>
          </span>
        )}
      </h2>
      <div className="scroll">
        {plan?.problems.map((problem) => (
          <button
            type="button"
            className="plan-row"
            data-tone="bad"
            key={`${problem.node} ${problem.message}`}
            disabled={problem.node === undefined}
            onClick={() => problem.node && reveal(problem.node)}
          >
            <CircleAlert size={15} aria-hidden />
            <span className="plan-why">{problem.message}</span>
          </button>
        ))}
        {plan &&
          rows.map((row) => {
            const state = cardState(row, undefined, { bypass: false, known: true, problem: false })
            const Icon = STATE_ICONS[state]
            return (
              <button
                type="button"
                className="plan-row"
                data-tone={STATE_TONES[state]}
                key={row.node}
                onClick={() => reveal(row.node)}
              >
                <Icon size={15} aria-hidden />
                <strong>{nodeOf(document, row.node)?.title || row.node}</strong>
                <span className="plan-why">
                  {s.states[state]}
                  {row.total > 1 &&
                    ` (${Object.entries(row.counts)
                      .map(([each, n]) => `${n} ${s.planState[each as keyof typeof s.planState]}`)
                      .join(', ')})`}
                  {row.reasons.length > 0 && `: ${row.reasons.join('; ')}`}
                </span>
                {row.usd[1] > 0 && <span className="push">{price(row.usd)}</span>}
              </button>
            )
          })}
        {plan && plan.problems.length === 0 && rows.length === 0 && (
          <div className="empty">
            <CircleCheck size={22} aria-hidden />
            <p>
              {plan.nodes.length === 0
                ? 'Add nodes, and what a run would do and cost stands here.'
                : 'Everything is up to date: a run would do and cost nothing.'}
            </p>
          </div>
        )}
      </div>
    </section>
  )
}
