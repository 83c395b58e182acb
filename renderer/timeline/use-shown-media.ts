import type { MediaValue } from '#shared/graph/values.ts'
import { isMedia } from '#shared/graph/values.ts'
import { useOutputs } from '../store/outputs-store.ts'
import type { CutClip, CutSound } from './cut.ts'

/** What an item plays, else what it played before it became stale; null: it was never made. */
export function useShownMedia({ media, node, port, item }: CutClip | CutSound): MediaValue | null {
  const outputs = useOutputs(node)
  if (media) return media
  const before = outputs.find((output) => output.item === item) ?? outputs[0]
  return before?.ports[port]?.find(isMedia) ?? null
}
