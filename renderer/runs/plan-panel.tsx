import { CircleAlert, CircleCheck, MousePointerClick } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import { reveal } from '../canvas/reveal.ts'
import { showScope, usePlan, type WholePlan } from '../store/plan-store.ts'
import { useUi } from '../store/ui-store.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { price, s } from '../strings.ts'
import { countItems, GROUPS, planGroups } from './plan-groups.ts'
import { PlanRowView } from './plan-row.tsx'
import { SCOPES } from './targets.ts'

/** What a run would do now, why, and what it costs: of everything, of the selection, or from it on. */
export function PlanPanel() {
  const scope = usePlan((state) => state.scope)
  const plan = usePlan((state) => (state.scope === 'all' ? state.plan : state.scoped))
  const nothingSelected = useUi((state) => scope !== 'all' && state.selection.size === 0)
  return (
    <section className="panel plan" aria-label={s.regions.plan} data-region tabIndex={-1}>
      <h2 className="panel-title">
        {s.regions.plan}
        <ScopeSwitch />
      </h2>
      {plan && !nothingSelected && <Sums plan={plan} />}
      <div className="scroll">
        {nothingSelected ? (
          <div className="empty">
            <MousePointerClick size={22} aria-hidden />
            <p>{texts.nothingSelected}</p>
          </div>
        ) : plan ? (
          <Rows plan={plan} />
        ) : (
          <p className="hint plan-wait">{texts.planning}</p>
        )}
      </div>
    </section>
  )
}

function ScopeSwitch() {
  const scope = usePlan((state) => state.scope)
  return (
    <ToggleGroup.Root
      type="single"
      className="scopes"
      aria-label={texts.scopeLabel}
      orientation="horizontal"
      value={scope}
      onValueChange={(value) => {
        const chosen = SCOPES.find((each) => each === value)
        if (chosen) showScope(chosen)
      }}
    >
      {SCOPES.map((each) => (
        <ToggleGroup.Item key={each} value={each} title={texts.scopeTitles[each]}>
          {texts.scopes[each]}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}

function Sums({ plan }: { readonly plan: WholePlan }) {
  if (plan.problems.length > 0) return <p className="plan-sums bad">{texts.problems(plan.problems.length)}</p>
  const runs = countItems(plan.nodes, 'run', 'adopt', 'unknown')
  return (
    <p className="plan-sums">
      {runs === 0 ? texts.nothingToRun : texts.toRun(runs)} · {texts.upToDate(countItems(plan.nodes, 'up-to-date'))} ·{' '}
      <strong>{price(plan.usd)}</strong>
    </p>
  )
}

function Rows({ plan }: { readonly plan: WholePlan }) {
  const groups = planGroups(plan.nodes)
  const idle = GROUPS.every((group) => groups.get(group)?.length === 0)
  return (
    <>
      {plan.problems.map((problem) => (
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
      {GROUPS.map((group) => {
        const rows = groups.get(group) ?? []
        if (rows.length === 0) return null
        return (
          <section key={group} aria-label={texts.groups[group]}>
            <h3 className="plan-group">
              {texts.groups[group]} <span className="quiet">{rows.length}</span>
            </h3>
            {rows.map((row) => (
              <PlanRowView key={row.node} row={row} />
            ))}
          </section>
        )
      })}
      {idle && plan.problems.length === 0 && (
        <div className="empty">
          <CircleCheck size={22} aria-hidden />
          <p>{plan.nodes.length === 0 ? texts.noNodes : texts.allUpToDate}</p>
        </div>
      )}
    </>
  )
}
