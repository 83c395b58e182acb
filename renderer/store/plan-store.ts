import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Out } from '#shared/ipc/contract.ts'
import type { NodePlanRow } from '#shared/ipc/engine-messages.ts'
import { ApiError, on, request } from '../api.ts'
import { say } from './messages.ts'
import type { Scopes } from './scope.ts'
import { useSession } from './session.ts'
import { useUi } from './ui-store.ts'

interface PlanState {
  readonly plan: Out<'plan.get'> | null
  readonly byNode: ReadonlyMap<NodeId, NodePlanRow>
  readonly problems: ReadonlyMap<NodeId, string>
}

export const planScopes: Scopes<PlanState> = { plan: 'session', byNode: 'session', problems: 'session' }

export const usePlan = create<PlanState>(() => ({ plan: null, byNode: new Map(), problems: new Map() }))

let asking = false
let again = false

/** Asks for the plan; while one is on its way, once more after it. */
async function refresh(): Promise<void> {
  again = true
  if (asking) return
  asking = true
  try {
    while (again) {
      again = false
      const { session } = useSession.getState()
      if (!session) return
      const plan = await request('plan.get', { session, standIn: useUi.getState().standIn })
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
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'offline'))
      say.error(error instanceof Error ? error.message : String(error))
  } finally {
    asking = false
  }
}

on('plan.changed', ({ session }) => {
  if (session === useSession.getState().session) void refresh()
})
useSession.subscribe((state, before) => {
  if (state.session === before.session && state.connected === before.connected) return
  if (state.session !== before.session) usePlan.setState({ plan: null, byNode: new Map(), problems: new Map() })
  if (state.session && state.connected) void refresh()
})
useUi.subscribe((state, before) => {
  if (state.standIn !== before.standIn) void refresh()
})
