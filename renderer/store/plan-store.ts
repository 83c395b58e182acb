import { create } from 'zustand'
import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Out } from '#shared/ipc/contract.ts'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { ApiError, on, request } from '../api.ts'
import { type PlanScope, targetsOf } from '../runs/targets.ts'
import { documents } from './document-store.ts'
import { say } from './messages.ts'
import { standInOptions, useRunOptions } from './run-options.ts'
import type { Scopes } from './scope.ts'
import { useSession } from './session.ts'
import { useUi } from './ui-store.ts'

export type WholePlan = Out<'plan.get'>

interface PlanState {
  /** Of everything: what cards and the Run button tell. */
  readonly plan: WholePlan | null
  readonly byNode: ReadonlyMap<NodeId, NodePlanRow>
  readonly problems: ReadonlyMap<NodeId, string>
  /** What the plan panel is about. */
  readonly scope: PlanScope
  /** The plan of that scope where it is not everything; null: nothing is selected, or it is on its way. */
  readonly scoped: WholePlan | null
}

export const planScopes: Scopes<PlanState> = {
  plan: 'session',
  byNode: 'session',
  problems: 'session',
  scope: 'session',
  scoped: 'session',
}

const NO_PLAN = { plan: null, byNode: new Map(), problems: new Map(), scoped: null } as const

export const usePlan = create<PlanState>(() => ({ ...NO_PLAN, scope: 'all' }))

let asking = false
let again = false

/** Asks for the plan; while one is on its way, once more after it. */
async function refresh(): Promise<void> {
  again = true
  if (asking) return
  asking = true
  while (again) {
    again = false
    const { session } = useSession.getState()
    if (session) await askAll(session)
  }
  asking = false
}

/** Takes in the plan of a session; answers that come after another one was opened count for nothing. */
async function askAll(session: string): Promise<void> {
  const isOpen = () => useSession.getState().session === session
  try {
    const plan = await request('plan.get', { session, ...standInOptions(documents.document()) })
    if (!isOpen()) return
    show(plan)
    const scoped = await askScoped(session)
    if (isOpen()) usePlan.setState({ scoped })
  } catch (error) {
    // A node that was just added may not be known to the host yet; its edit brings the next plan.
    const isExpected = error instanceof ApiError && (error.code === 'offline' || error.code === 'not-found')
    if (isOpen() && !isExpected) say.error(error instanceof Error ? error.message : String(error))
  }
}

function show(plan: WholePlan): void {
  const before = usePlan.getState().byNode
  const byNode = new Map(
    plan.nodes.map((row) => {
      const was = before.get(row.node)
      // What is as it was keeps its identity, so that only changed cards are drawn again.
      return [row.node, was && JSON.stringify(was) === JSON.stringify(row) ? was : row]
    }),
  )
  const problems = new Map(plan.problems.flatMap(({ node, message }) => (node ? [[node, message] as const] : [])))
  usePlan.setState({ plan, byNode, problems })
}

async function askScoped(session: string): Promise<WholePlan | null> {
  const document = documents.document()
  const targets = targetsOf(usePlan.getState().scope, document, useUi.getState().selection, registry)
  if (targets === null || targets.length === 0) return null
  return request('plan.get', { session, targets, ...standInOptions(document) })
}

/** What would run if everything, the selection, or the selection and all below it were run. */
export function showScope(scope: PlanScope): void {
  usePlan.setState({ scope, scoped: null })
  if (scope !== 'all') void refresh()
}

on('plan.changed', ({ session }) => {
  if (session === useSession.getState().session) void refresh()
})
useSession.subscribe((state, before) => {
  if (state.session === before.session && state.connected === before.connected) return
  if (state.session !== before.session) usePlan.setState(NO_PLAN)
  if (state.session && state.connected) void refresh()
})
useUi.subscribe((state, before) => {
  if (state.standIn !== before.standIn) void refresh()
  else if (state.selection !== before.selection && usePlan.getState().scope !== 'all') void refresh()
})
useRunOptions.subscribe((state, before) => {
  if (state.standInNodes !== before.standInNodes) void refresh()
})
