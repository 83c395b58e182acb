import { useMemo } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import type { In, Out } from '#shared/ipc/contract.ts'
import { documents } from '../store/document-store.ts'
import { standInOptions, useRunOptions } from '../store/run-options.ts'
import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { useHostAnswer } from './host-answer.ts'

/** How the open document is planned here: its session, and what of it is on the stand-in. Null: nothing is open. */
export function usePlanned():
  | (Pick<In<'node.flow'>, 'standIn' | 'standInNodes'> & { readonly session: string })
  | null {
  const session = useSession((state) => state.session)
  const standIn = useUi((state) => state.standIn)
  const standInNodes = useRunOptions((state) => state.standInNodes)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the options are read from their stores when those have changed
  return useMemo(
    () => (session === null ? null : { session, ...standInOptions(documents.document()) }),
    [session, standIn, standInNodes],
  )
}

/** What comes in at a node's wires and what leaves it, kept current. */
export function useFlow(node: NodeId): Out<'node.flow'> | null {
  const planned = usePlanned()
  return useHostAnswer('node.flow', planned && { ...planned, node })
}
