import { useEffect } from 'react'
import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import { type MediaValue, mediaIn } from '#shared/graph/values.ts'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { usePlan } from './plan-store.ts'
import { leadingItem } from './run-state.ts'
import { nodeRun, useRuns } from './run-store.ts'
import type { Scopes } from './scope.ts'
import { useSession } from './session.ts'

export type ShownItem = Out<'outputs.get'>['items'][number]

interface OutputsState {
  /** What nodes show, with the state of plan and run it was asked for at. */
  readonly byNode: Readonly<Record<NodeId, { readonly asked: string; readonly items: readonly ShownItem[] }>>
}

export const outputsScopes: Scopes<OutputsState> = { byNode: 'session' }

export const useOutputsStore = create<OutputsState>(() => ({ byNode: {} }))
const NONE: readonly ShownItem[] = []
const onTheWay = new Set<string>()

useSession.subscribe((state, before) => {
  if (state.session !== before.session) useOutputsStore.setState({ byNode: {} })
})

/** What a node shows, up-to-date or not. Asked for when a card or viewer needs it, and again when plan or run say it changed. */
export function useOutputs(node: NodeId): readonly ShownItem[] {
  const session = useSession((state) => state.session)
  const planned = usePlan((state) => {
    const row = state.byNode.get(node)
    return row ? `${row.state} ${row.takes} ${row.items.map((item) => `${item.key}${item.state}`).join(' ')}` : ''
  })
  const ran = useRuns((state) => {
    const item = leadingItem(nodeRun(state, node))
    return item ? `${item.run} ${item.seq} ${item.state}` : ''
  })
  const asked = `${session} ${planned} ${ran}`
  useEffect(() => {
    const name = `${node} ${asked}`
    if (!session || onTheWay.has(name) || useOutputsStore.getState().byNode[node]?.asked === asked) return
    onTheWay.add(name)
    request('outputs.get', { session, node })
      .then(({ items }) => {
        useOutputsStore.setState(({ byNode }) => ({ byNode: { ...byNode, [node]: { asked, items } } }))
      })
      // A node that was just added is not known to the host yet; the next plan asks again.
      .catch(() => undefined)
      .finally(() => onTheWay.delete(name))
  }, [session, node, asked])
  return useOutputsStore((state) => state.byNode[node]?.items ?? NONE)
}

/** The first file among the items that can be looked at or heard, pictures before sounds; also one inside a kit or a sequence. */
export function firstMedia(items: readonly ShownItem[]): MediaValue | null {
  const media = items.flatMap((item) => Object.values(item.ports).flat()).flatMap(mediaIn)
  return media.find(({ type }) => type !== 'audio') ?? media[0] ?? null
}
