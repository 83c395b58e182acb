import type { Rational } from '#shared/node/media.ts'
import { timecode as timecodeOf } from '../preview/timecode.ts'

/** A frame's number at a moment, the nearest one. */
export function frameAt(seconds: number, { num, den }: Rational): number {
  return Math.round((seconds * num) / den)
}

/** The moment at which a frame begins; whole microseconds, as settings are written. */
export function momentOf(frame: number, { num, den }: Rational): number {
  return Number(((frame * den) / num).toFixed(6))
}

/** A moment moved to the nearest frame. */
export function snap(seconds: number, rate: Rational): number {
  return momentOf(frameAt(seconds, rate), rate)
}

/** `MM:SS:FF`, with hours where there are any; frames are counted without dropping numbers. */
export function timecode(seconds: number, rate: Rational): string {
  return timecodeOf(Math.max(0, frameAt(seconds, rate)), rate).replace(/^00:/, '')
}

/** Seconds between the lines of a ruler, the finest first. */
const STEPS = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]
/** Pixels between two lines with a number, at least. */
const ROOM = 74

/** Where a ruler of `seconds` has its numbers, at so many pixels a second. */
export function ticksOf(seconds: number, pixelsPerSecond: number): readonly number[] {
  const step = STEPS.find((each) => each * pixelsPerSecond >= ROOM) ?? 7200
  return Array.from({ length: Math.floor(seconds / step + 1e-9) + 1 }, (_, index) => index * step)
}
