import type { MediaFacts } from '#shared/graph/values.ts'
import type { Rational } from '#shared/node/media.ts'

/** How far before a frame's start a moment may lie and still count as in it, in frames: players round times to microseconds. */
const SLACK = 0.001

/** A rate as it stands in the facts of a file, `24000/1001`; null where it is none. */
export function parseRate(text: string | undefined): Rational | null {
  const [, num, den = '1'] = /^(\d+)(?:\/(\d+))?$/.exec(text ?? '') ?? []
  const rate = { num: Number(num), den: Number(den) }
  return rate.num > 0 && rate.den > 0 ? rate : null
}

/** Frames of a clip, at least one. */
export function frameCount({ frames, seconds = 0 }: Pick<MediaFacts, 'frames' | 'seconds'>, rate: Rational): number {
  return Math.max(1, frames ?? Math.round((seconds * rate.num) / rate.den))
}

/** The frame on screen at `seconds`. */
export function frameAt(seconds: number, { num, den }: Rational): number {
  return Math.max(0, Math.floor((seconds * num) / den + SLACK))
}

/** A moment, in seconds, at which a player shows the frame: its middle, so that no rounding leads to a neighbour. */
export function middleOf(frame: number, { num, den }: Rational): number {
  return ((frame + 0.5) * den) / num
}

/** When the frame begins, in seconds. */
export function startOf(frame: number, { num, den }: Rational): number {
  return (frame * den) / num
}

/**
 * `HH:MM:SS:FF`, counting every frame (non-drop): at 23.976 and 29.97 the count goes by 24 and 30 a second, as editors show it, and so
 * runs behind the clock.
 */
export function timecode(frame: number, { num, den }: Rational): string {
  const base = Math.max(1, Math.round(num / den))
  const seconds = Math.floor(frame / base)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % base]
  const width = base > 100 ? 3 : 2
  return parts.map((part, index) => String(part).padStart(index === 3 ? width : 2, '0')).join(':')
}

/** Frames per second as people write it: `23.976`, `24`. */
export function rateInWords({ num, den }: Rational): string {
  return String(Number((num / den).toFixed(3)))
}
