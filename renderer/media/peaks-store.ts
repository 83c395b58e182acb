import { useEffect } from 'react'
import { create } from 'zustand'
import type { Digest } from '#shared/graph/ids.ts'
import { type Peaks, zPeaks } from '#shared/ipc/previews.ts'
import type { Scopes } from '../store/scope.ts'
import { useSession } from '../store/session.ts'

interface PeaksState {
  /** Null: there is no sound in the file. */
  readonly byDigest: ReadonlyMap<Digest, Peaks | null>
}

export const peaksScopes: Scopes<PeaksState> = { byDigest: 'session' }

/** Waves kept; the one that came first goes first. */
const MOST_WAVES = 64

export const usePeaksStore = create<PeaksState>(() => ({ byDigest: new Map() }))
const onTheWay = new Set<Digest>()

async function load(address: string, digest: Digest): Promise<void> {
  if (onTheWay.has(digest) || usePeaksStore.getState().byDigest.has(digest)) return
  onTheWay.add(digest)
  try {
    const answer = await fetch(`${address}${digest}`)
    const peaks = answer.ok ? zPeaks.parse(await answer.json()) : null
    usePeaksStore.setState(({ byDigest }) => ({
      byDigest: new Map([...byDigest, [digest, peaks] as const].slice(-MOST_WAVES)),
    }))
  } catch {
    // The host cannot be reached, or the answer is damaged: it is asked again when the wave is next drawn.
  } finally {
    onTheWay.delete(digest)
  }
}

/** The wave of a stored file; undefined while it is on its way, null where there is none. */
export function usePeaks(digest: Digest): Peaks | null | undefined {
  const address = useSession((state) => state.info?.peaks)
  useEffect(() => {
    if (address !== undefined) void load(address, digest)
  }, [address, digest])
  return usePeaksStore((state) => state.byDigest.get(digest))
}
