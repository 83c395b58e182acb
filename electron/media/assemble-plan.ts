import type { SequenceValue } from '#shared/graph/values.ts'
import type { Rational } from '#shared/node/media.ts'
import { MediaError } from './door.ts'
import { gopOf } from './encoding.ts'
import { framesIn, secondsOf } from './rational.ts'

/** A clip on the timeline, in whole frames. */
export interface PlannedClip {
  /** First frame shown of the conformed clip, and the one after the last. */
  readonly from: number
  readonly to: number
  /** Where its first frame falls on the timeline. */
  readonly start: number
  /** Frames it shares with the clip before it, and with the one after. */
  readonly dissolveIn: number
  readonly dissolveOut: number
  /** Frames of the whole conformed clip. */
  readonly frames: number
}

export interface Timeline {
  readonly clips: readonly PlannedClip[]
  readonly frames: number
}

/** Frames `from` (inclusive) to `to` (exclusive) of the clip with that index. */
export interface Piece {
  readonly clip: number
  readonly from: number
  readonly to: number
}

/**
 * What the picture of a film is joined from: stretches copied as they are, and stretches encoded anew: the end of one clip, the
 * beginning of the next, or both with `dissolve` frames of overlap.
 */
export type Segment =
  | { readonly kind: 'copy'; readonly piece: Piece; readonly whole: boolean }
  | { readonly kind: 'encode'; readonly pieces: readonly Piece[]; readonly dissolve: number }

/**
 * Places clips on the timeline. In and out are rounded to frames and kept within the clip; each dissolve overlaps two clips.
 * `frames` holds the length of each conformed clip. Throws a MediaError that names the clip by its number, from 1.
 */
export function planTimeline(clips: SequenceValue['clips'], frames: readonly number[], fps: Rational): Timeline {
  const dissolveBefore = (index: number): number => {
    const transition = clips[index]?.transition
    return index === 0 || transition?.kind !== 'dissolve' ? 0 : Math.max(0, framesIn(transition.seconds, fps))
  }
  const planned: PlannedClip[] = []
  let end = 0
  for (const [index, clip] of clips.entries()) {
    const length = frames[index] ?? 0
    const from = Math.max(0, framesIn(clip.in, fps))
    const to = Math.min(length, framesIn(clip.out, fps))
    if (from >= to) {
      const shown = `${clip.in} s to ${clip.out} s of a clip ${secondsOf(length, fps).toFixed(2)} s long`
      throw new MediaError(`Clip ${index + 1} shows nothing (${shown}): move its in or out point.`)
    }
    const [dissolveIn, dissolveOut] = [dissolveBefore(index), dissolveBefore(index + 1)]
    if (dissolveIn + dissolveOut > to - from) {
      const seconds = (count: number) => `${secondsOf(count, fps).toFixed(2)} s`
      const need = `${seconds(to - from)} long, its dissolves take ${seconds(dissolveIn + dissolveOut)}`
      throw new MediaError(
        `Clip ${index + 1} is too short for its dissolves (${need}): shorten them or lengthen the clip.`,
      )
    }
    const start = end - dissolveIn
    planned.push({ from, to, start, dissolveIn, dissolveOut, frames: length })
    end = start + to - from
  }
  return { clips: planned, frames: end }
}

/**
 * Divides the timeline into segments. A clip is copied from its first key frame in use to its last (or its end), everything around
 * its joins is encoded, so that one changed clip costs at most its two joins.
 */
export function planSegments(timeline: Timeline, fps: Rational): readonly Segment[] {
  const gop = gopOf(fps)
  const segments: Segment[] = []
  /** Waits for what follows: the encoded end of the clip before a join. */
  let pending: Piece | null = null
  const encode = (pieces: readonly (Piece | null)[], dissolve: number) => {
    const filled = pieces.filter((piece): piece is Piece => piece !== null && piece.to > piece.from)
    if (filled.length > 0) segments.push({ kind: 'encode', pieces: filled, dissolve })
  }
  for (const [index, clip] of timeline.clips.entries()) {
    // Alone on screen from `alone` to `shared`.
    const [alone, shared] = [clip.from + clip.dissolveIn, clip.to - clip.dissolveOut]
    const keyed = keyedRange(alone, shared, clip.frames, gop, fps)
    const [begin, end] = keyed ?? [alone, shared]
    encode([pending, { clip: index, from: clip.from, to: keyed === null ? alone : begin }], clip.dissolveIn)
    if (keyed === null) encode([{ clip: index, from: alone, to: shared }], 0)
    else {
      const whole = begin === 0 && end === clip.frames
      segments.push({ kind: 'copy', piece: { clip: index, from: begin, to: end }, whole })
    }
    pending = { clip: index, from: end, to: clip.to }
  }
  encode([pending], 0)
  return segments
}

export function segmentFrames(segment: Segment): number {
  const pieces = segment.kind === 'copy' ? [segment.piece] : segment.pieces
  const sum = pieces.reduce((total, { from, to }) => total + to - from, 0)
  return segment.kind === 'copy' ? sum : sum - segment.dissolve
}

/** The longest stretch within [from, to) that starts at a key frame and ends before one or at the clip's end; null where there is none. */
function keyedRange(
  from: number,
  to: number,
  frames: number,
  gop: number,
  fps: Rational,
): readonly [number, number] | null {
  const begin = Math.ceil(from / gop) * gop
  const end = to === frames ? frames : Math.floor(to / gop) * gop
  if (end <= begin) return null
  // The list of the join gives times in microseconds: inside a clip only rates whose GOP is a whole number of them can be cut.
  const exact = Number.isInteger((gop * fps.den * 1e6) / fps.num)
  return exact || (begin === 0 && end === frames) ? [begin, end] : null
}
