import type { Duration } from './schema.ts'

/** A thousandth of a second: float dust below it is not a length. */
const GRAIN = 1000

/** The shortest allowed length that is not below `seconds`, so that no shot comes out short; the longest where none is. */
export function snapSeconds(duration: Duration, seconds: number): number {
  if ('values' in duration) {
    const ordered = [...duration.values].sort((a, b) => a - b)
    return ordered.find((value) => value >= seconds - 1 / GRAIN) ?? ordered.at(-1) ?? seconds
  }
  const { min, max, step } = duration
  if (seconds <= min) return min
  const steps = Math.ceil((seconds - min) / step - 1 / GRAIN)
  const snapped = Math.round((min + steps * step) * GRAIN) / GRAIN
  if (snapped <= max) return snapped
  return Math.round((min + Math.floor((max - min) / step + 1 / GRAIN) * step) * GRAIN) / GRAIN
}
