import { useMemo } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import type { ShownItem } from '#shared/ipc/contract.ts'
import { useDocument } from '../store/document-store.ts'
import { useHistory, useOutputs } from '../store/outputs-store.ts'
import { usePlan } from '../store/plan-store.ts'
import { type Choice, resolve, type Sight } from './looks.ts'
import { type TakeRow, takeRows } from './takes.ts'

/** What is seen of a node, with everything around it. */
interface Seeing {
  readonly shown: readonly ShownItem[]
  readonly sight: Sight | null
  readonly rows: readonly TakeRow[]
  /** The takes that the sight is one of. */
  readonly row: TakeRow | null
}

/** A node's output as it is chosen; the history is asked for only where the choice comes from it. */
export function useSight(node: NodeId, choice: Choice | null): Seeing {
  const shown = useOutputs(node)
  const made = useHistory(node, choice?.from === 'made')
  const plan = usePlan((state) => state.byNode.get(node))
  const picks = useDocument((document) => document.picks)
  return useMemo(() => {
    const rows = takeRows(plan, picks)
    const pickOf = (item: string) => rows.find((row) => row.item === item)?.pick ?? 0
    const sight = resolve(choice, shown, made ?? [], pickOf)
    return { shown, sight, rows, row: rows.find((row) => row.item === sight?.item) ?? rows[0] ?? null }
  }, [shown, made, plan, picks, choice])
}
