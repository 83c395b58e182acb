import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { type CardState, useNodeState } from '../canvas/card-state.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'

/** What a person most needs to know first, of several nodes behind one clip. */
const URGENCY: readonly CardState[] = ['running', 'failed', 'problem', 'missing', 'blocked', 'waiting', 'cancelled']

function useStateOf(id: NodeId) {
  const bypass = useDocument((document) => nodeOf(document, id)?.bypass ?? false)
  const known = useDocument((document) => registry.has(nodeOf(document, id)?.type ?? ''))
  return useNodeState(id, bypass, known)
}

/** How a clip stands: its own node, or the shot's where that is what a person waits for. */
export function useItemState(
  node: NodeId,
  origin: NodeId,
): { readonly state: CardState; readonly progress: number | null } {
  const own = useStateOf(node)
  const shot = useStateOf(origin)
  const urgent = URGENCY.find((state) => state === own.state || state === shot.state)
  const shown = urgent !== undefined && urgent !== own.state ? shot : own
  // What waits for a stale shot is stale itself, for who looks at the film.
  const state = shown.state === 'unknown' && (shot.state === 'stale' || shot.state === 'new') ? shot.state : shown.state
  return { state, progress: shown.progress }
}
