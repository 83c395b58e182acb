import type { CachedOutputs } from '#shared/engine/interfaces.ts'
import type { Digest } from '#shared/graph/ids.ts'

/**
 * Digest of the file that stands for a document among others: the longest clip it shows, which is its film where it has been
 * exported, else its largest still; null where nothing with a picture is in the store.
 */
export function pictureOf(shown: readonly { readonly row: CachedOutputs | undefined }[]): Digest | null {
  let best: Digest | null = null
  let most = -1
  for (const { row } of shown) {
    if (!row?.present) continue
    for (const { value } of Object.values(row.outputs).flat()) {
      if (value.type !== 'video' && value.type !== 'image') continue
      const { seconds = 0, width = 0, height = 0 } = value.facts
      // Any clip goes before any still; of two of one length the larger one is further down the graph.
      const worth = (value.type === 'video' ? 1e12 + seconds * 1e9 : 0) + width * height
      if (worth <= most) continue
      most = worth
      best = value.digest
    }
  }
  return best
}
