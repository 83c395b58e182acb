import { Tabs } from 'radix-ui'
import type { RunRow } from '#shared/ipc/engine-messages.ts'
import { reveal, titleOf } from '../canvas/reveal.ts'
import { usePlan } from '../store/plan-store.ts'
import { setBudget } from '../store/run-options.ts'
import type { RunView } from '../store/run-state.ts'
import { rerun } from '../store/run-store.ts'
import { runsStrings as texts } from '../strings/runs.ts'
import { price } from '../strings.ts'
import { RunLog } from './run-log.tsx'
import { RunNodes } from './run-nodes.tsx'
import { RunSince } from './run-since.tsx'

/** How a run went: its nodes, its log, and what has changed since. */
export function RunDetail({ row, view }: { readonly row: RunRow; readonly view: RunView }) {
  return (
    <Tabs.Root className="run-detail" defaultValue="nodes">
      {row.message && <p className="run-note bad">{row.message}</p>}
      {view.status === 'cancelled' && <GoesOn view={view} />}
      {overBudget(view) && <BudgetStop row={row} view={view} />}
      <Tabs.List className="run-tabs" aria-label={texts.viewsLabel}>
        <Tabs.Trigger value="nodes">{texts.views.nodes}</Tabs.Trigger>
        <Tabs.Trigger value="log">{texts.views.log}</Tabs.Trigger>
        {view.status !== 'running' && <Tabs.Trigger value="since">{texts.views.since}</Tabs.Trigger>}
      </Tabs.List>
      <Tabs.Content value="nodes" tabIndex={-1}>
        <RunNodes view={view} />
      </Tabs.Content>
      <Tabs.Content value="log" tabIndex={-1}>
        <RunLog view={view} />
      </Tabs.Content>
      <Tabs.Content value="since" tabIndex={-1}>
        <RunSince view={view} />
      </Tabs.Content>
    </Tabs.Root>
  )
}

/** What a stop could not stop: jobs that providers go on with. */
function GoesOn({ view }: { readonly view: RunView }) {
  const nodes = usePlan((state) => state.byNode)
  const left = Object.keys(view.nodes).filter((node) => (nodes.get(node)?.counts.adopt ?? 0) > 0)
  if (left.length === 0) return null
  return (
    <p className="run-note">
      {texts.goesOn}{' '}
      {left.map((node) => (
        <button type="button" className="link" key={node} onClick={() => reveal(node)}>
          {titleOf(node)}
        </button>
      ))}
    </p>
  )
}

/** What a run that its budget stopped still needs, and the way on. */
function BudgetStop({ row, view }: { readonly row: RunRow; readonly view: RunView }) {
  const needs = usePlan(({ plan }) => sumOf(plan?.nodes ?? [], view))
  // The next full cent, so that the sum itself does not stop it again.
  const budget = Math.ceil(needs * 100) / 100
  return (
    <div className="run-note">
      <p>
        {texts.budgetStop(price([view.budgetUsd ?? 0, view.budgetUsd ?? 0]))}{' '}
        {needs > 0 && texts.budgetNeeds(price([needs, needs]))}
      </p>
      {needs > 0 && (
        <button
          type="button"
          className="button slim"
          onClick={() => {
            setBudget(budget)
            void rerun(row)
          }}
        >
          {texts.raiseBudget(price([budget, budget]))}
        </button>
      )}
    </div>
  )
}

/** True where its budget kept some of it from being sent. */
function overBudget({ summary }: RunView): boolean {
  return summary?.failed.some(({ kind }) => kind === 'budget') ?? false
}

/** What the nodes of a run cost at most if they are run now, in US dollars. */
function sumOf(
  nodes: readonly { readonly node: string; readonly usd: readonly [number, number] }[],
  view: RunView,
): number {
  const about = nodes.filter(({ node }) => view.targets === null || node in view.nodes)
  return about.reduce((sum, { usd }) => sum + usd[1], 0)
}
