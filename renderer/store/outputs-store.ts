import { useEffect } from 'react'
import { create } from 'zustand'
import type { NodeId } from '#shared/graph/ids.ts'
import { type MediaValue, mediaIn } from '#shared/graph/values.ts'
import type { Out, ShownItem } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { createBatches } from './batches.ts'
import { usePlan } from './plan-store.ts'
import { leadingItem } from './run-state.ts'
import { nodeRun, useRuns } from './run-store.ts'
import type { Scopes } from './scope.ts'
import { useSession } from './session.ts'

type MadeItem = Out<'outputs.history'>['outputs'][number]
/** Null: silence. A text: why it is not known. */
type Loudness = Out<'outputs.loudness'>['loudness'] | string

/** What was answered, with the state of plan and run it was asked for at. */
interface Asked<Item> {
  readonly asked: string
  readonly items: readonly Item[]
}

interface OutputsState {
  /** What nodes show. */
  readonly byNode: Readonly<Record<NodeId, Asked<ShownItem>>>
  /** Everything that nodes ever made. */
  readonly history: Readonly<Record<NodeId, Asked<MadeItem>>>
  /** By digest, as far as it was measured. */
  readonly loudness: Readonly<Record<string, Loudness>>
}

export const outputsScopes: Scopes<OutputsState> = { byNode: 'session', history: 'session', loudness: 'session' }

export const useOutputsStore = create<OutputsState>(() => ({ byNode: {}, history: {}, loudness: {} }))
const NONE: readonly ShownItem[] = []
const NOTHING_MADE: readonly MadeItem[] = []
const onTheWay = new Set<string>()

useSession.subscribe((state, before) => {
  if (state.session !== before.session) useOutputsStore.setState({ byNode: {}, history: {} })
})

/** A text that is another one whenever what a node shows may be another. */
function useMoment(node: NodeId): string {
  const session = useSession((state) => state.session)
  const planned = usePlan((state) => {
    const row = state.byNode.get(node)
    return row ? `${row.state} ${row.takes} ${row.items.map((item) => `${item.key}${item.state}`).join(' ')}` : ''
  })
  const ran = useRuns((state) => {
    const item = leadingItem(nodeRun(state, node))
    return item ? `${item.run} ${item.seq} ${item.state}` : ''
  })
  return `${session} ${planned} ${ran}`
}

/** Asks once per `name` at a time. */
function once(name: string, act: () => Promise<void>): void {
  if (onTheWay.has(name)) return
  onTheWay.add(name)
  // A node that was just added is not known to the host yet; the next plan asks again.
  void act()
    .catch(() => undefined)
    .finally(() => onTheWay.delete(name))
}

/** A thousand cards that appear at once ask once. */
const shown = createBatches<NodeId>(async (asked) => {
  const { session } = useSession.getState()
  if (!session) return
  const answer = await request('outputs.get', { session, nodes: [...asked.keys()] })
  if (useSession.getState().session !== session) return
  const known = useOutputsStore.getState().byNode
  const news = answer.shown.map(({ node, items }) => {
    const before = known[node]?.items
    // What is as it was keeps its identity, so that its card is not drawn again.
    const same = before && JSON.stringify(before) === JSON.stringify(items)
    return [node, { asked: asked.get(node) ?? '', items: same ? before : items }] as const
  })
  useOutputsStore.setState(({ byNode }) => ({ byNode: { ...byNode, ...Object.fromEntries(news) } }))
})
// The host may know a node only since this plan, or again be reached.
usePlan.subscribe((state, before) => {
  if (state.plan !== before.plan) shown.again()
})
useSession.subscribe((state, before) => {
  if (state.session !== before.session) shown.forget()
  else if (state.connected && !before.connected) shown.again()
})

/** What a node shows, up-to-date or not. Asked for when a card or viewer needs it, and again when plan or run say it changed. */
export function useOutputs(node: NodeId): readonly ShownItem[] {
  const session = useSession((state) => state.session)
  const asked = useMoment(node)
  useEffect(() => {
    if (session && useOutputsStore.getState().byNode[node]?.asked !== asked) shown.ask(node, asked)
  }, [session, node, asked])
  return useOutputsStore((state) => state.byNode[node]?.items ?? NONE)
}

/** Everything a node ever made, newest first, as long as it is `wanted`; null while it is asked for the first time. */
export function useHistory(node: NodeId, wanted: boolean): readonly MadeItem[] | null {
  const session = useSession((state) => state.session)
  const asked = useMoment(node)
  useEffect(() => {
    if (!wanted || !session || useOutputsStore.getState().history[node]?.asked === asked) return
    once(`made ${node} ${asked}`, async () => {
      const { outputs } = await request('outputs.history', { session, node })
      // Another document may have a node of the same id.
      if (useSession.getState().session !== session) return
      useOutputsStore.setState(({ history }) => ({ history: { ...history, [node]: { asked, items: outputs } } }))
    })
  }, [session, node, asked, wanted])
  const items = useOutputsStore((state) => state.history[node]?.items)
  return items ?? (wanted ? null : NOTHING_MADE)
}

/** How loud a stored sound is, once `measureLoudness` has asked for it. */
export function useLoudness(digest: string): Loudness | undefined {
  return useOutputsStore((state) => state.loudness[digest])
}

/** Has a sound measured; the host decodes all of it. */
export function measureLoudness(digest: string): void {
  if (useOutputsStore.getState().loudness[digest] !== undefined) return
  const known = (loudness: Loudness) =>
    useOutputsStore.setState((state) => ({ loudness: { ...state.loudness, [digest]: loudness } }))
  once(`loudness ${digest}`, () =>
    request('outputs.loudness', { digest })
      .then((answer) => known(answer.loudness))
      .catch((error: unknown) => known(error instanceof Error ? error.message : String(error))),
  )
}

/** The first file among the items that can be looked at or heard, pictures before sounds; also one inside a kit or a sequence. */
export function firstMedia(items: readonly ShownItem[]): MediaValue | null {
  const media = items.flatMap((item) => Object.values(item.ports).flat()).flatMap(mediaIn)
  return media.find(({ type }) => type !== 'audio') ?? media[0] ?? null
}
