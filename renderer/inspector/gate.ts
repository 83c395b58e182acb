import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { PlanRow } from '#shared/ipc/engine-messages.ts'
import { edit } from '../commands/connect.ts'
import { documents } from '../store/document-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { standInOptions, useRunOptions } from '../store/run-options.ts'
import { propose, useRuns } from '../store/run-store.ts'
import { sync } from '../store/session.ts'
import { continuationOf } from './gate-continue.ts'

export type Decision = Document['decisions'][string]

/** The work items of a gate that wait for an answer now, each with the digest of what is seen. */
export function waitingItems(gate: NodeId): readonly (PlanRow & { readonly digest: string })[] {
  const items = usePlan.getState().byNode.get(gate)?.items ?? []
  return items.filter(
    (item): item is PlanRow & { digest: string } => item.state === 'waiting' && item.digest !== undefined,
  )
}

/** Answers a gate for what is seen, as one step. What passes goes on by itself where a run waited for it. */
export async function decide(gate: NodeId, digests: readonly string[], decision: Decision): Promise<void> {
  if (digests.length === 0) return
  // Looked up first: the answer itself changes what waits.
  const { views, rows } = useRuns.getState()
  const goesOn = continuationOf(gate, views, rows)
  edit(digests.map((digest) => ({ kind: 'decide', digest, decision })))
  if (decision.answer === 'rejected' || !goesOn) return
  await sync()
  const { targets, standIn } = goesOn
  const standInNodes = goesOn.standInNodes ?? standInOptions(documents.document()).standInNodes
  const { budgetUsd } = useRunOptions.getState()
  await propose({ targets, standIn, standInNodes, budgetUsd })
}

/** Takes an answer back: the same content is asked about again. */
export function takeBack(digest: string): void {
  edit([{ kind: 'decide', digest, decision: null }])
}
