import type { Rational } from '#shared/node/media.ts'

/** Rates of film and television that are n × 1000 / 1001 (23.976, 29.97, 59.94 …). */
const NTSC = [12, 15, 24, 30, 48, 60, 96, 120]

/** The exact rate a decimal stands for: 23.976, 23.98 and 23.976023 are 24000/1001, 25 is 25/1, 12.5 is 25/2. */
export function rationalOf(fps: number): Rational {
  if (!Number.isFinite(fps) || fps <= 0) throw new RangeError(`a frame rate is above 0, not ${fps}`)
  if (Number.isInteger(fps)) return { num: fps, den: 1 }
  for (const rate of NTSC) {
    if (Math.abs(fps - (rate * 1000) / 1001) < 0.005) return { num: rate * 1000, den: 1001 }
  }
  return simplest(fps, 1001)
}

/** The rate written `24000/1001`; null for `0/0`, as ffprobe writes an unknown one. */
export function parseRational(text: string): Rational | null {
  const match = /^(\d+)\/(\d+)$/.exec(text)
  if (match === null) return null
  const [num, den] = [Number(match[1]), Number(match[2])]
  return num > 0 && den > 0 ? reduced(num, den) : null
}

export function rationalText({ num, den }: Rational): string {
  return `${num}/${den}`
}

export function rationalNumber({ num, den }: Rational): number {
  return num / den
}

/** The number of whole frames nearest to `seconds`. */
export function framesIn(seconds: number, { num, den }: Rational): number {
  return Math.round((seconds * num) / den)
}

/** How long `frames` last, in seconds. */
export function secondsOf(frames: number, { num, den }: Rational): number {
  return (frames * den) / num
}

/** The sample at which frame `frame` begins; differences of it never drift, however odd the rate. */
export function sampleAt(frame: number, { num, den }: Rational, sampleRate: number): number {
  return Math.round((frame * sampleRate * den) / num)
}

function reduced(num: number, den: number): Rational {
  let [a, b] = [num, den]
  while (b !== 0) [a, b] = [b, a % b]
  return { num: num / a, den: den / a }
}

/** Continued fractions, up to the largest denominator. */
function simplest(value: number, largest: number): Rational {
  let [num, den, lastNum, lastDen] = [1, 0, 0, 1]
  let rest = value
  for (;;) {
    const whole = Math.floor(rest)
    const [nextNum, nextDen] = [whole * num + lastNum, whole * den + lastDen]
    if (nextDen > largest) return { num, den }
    ;[lastNum, lastDen, num, den] = [num, den, nextNum, nextDen]
    if (Math.abs(value - num / den) < 1e-9 || rest === whole) return { num, den }
    rest = 1 / (rest - whole)
  }
}
