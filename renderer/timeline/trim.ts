import type { Rational } from '#shared/node/media.ts'
import type { CutClip, CutSound } from './cut.ts'
import { momentOf, snap } from './timecode.ts'

type Trimmed = Pick<CutClip | CutSound, 'in' | 'out' | 'sourceSeconds'>

/** Which end of a clip is moved. */
export type Edge = 'in' | 'out'

/** The shortest that a clip may become: one frame, or as long as what it shares with its neighbours. */
function shortest(rate: Rational, shared: number): number {
  return Math.max(momentOf(1, rate), shared)
}

/**
 * The field that moving an end of a clip to `wanted` seconds of its source sets: on a whole frame, within the source, with room for
 * the dissolves at both its ends (`shared`, in seconds). `out` becomes null at the very end, so that a longer take plays in full.
 */
export function trimTo(
  edge: Edge,
  wanted: number,
  clip: Trimmed,
  shared: number,
  rate: Rational,
): { readonly in: number } | { readonly out: number | null } {
  const least = shortest(rate, shared)
  if (edge === 'in') {
    const latest = Math.max(0, clip.out - least)
    return { in: Number(Math.max(0, Math.min(snap(wanted, rate), latest)).toFixed(6)) }
  }
  const end = clip.sourceSeconds ?? Number.POSITIVE_INFINITY
  const earliest = Math.min(clip.in + least, end)
  const moved = Math.max(earliest, snap(wanted, rate))
  // Within half a frame of the end there is no frame left to cut off.
  if (moved >= end - momentOf(1, rate) / 2) return { out: null }
  return { out: Number(moved.toFixed(6)) }
}

/** Seconds that a clip shares with its neighbours: its own join and that of the next clip. */
export function sharedWith(clip: Pick<CutClip, 'join'>, next: Pick<CutClip, 'join'> | undefined): number {
  return clip.join.seconds + (next?.join.seconds ?? 0)
}

/** The longest that a dissolve between two clips can be; `after` is the join behind the second one. */
export function longestJoin(before: CutClip, clip: CutClip, after: CutClip | undefined): number {
  return Math.max(0, Math.min(before.length - before.join.seconds, clip.length - (after?.join.seconds ?? 0)))
}
