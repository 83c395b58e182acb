import { randomFrom } from '../paint/random.ts'
import { SAMPLE_RATE } from './wav.ts'

/** A filter of one resonance: low, band and high outputs at once (state-variable, after Chamberlin). */
export function resonator(frequency: number, sharpness: number) {
  let low = 0
  let band = 0
  let f = 2 * Math.sin((Math.PI * Math.min(frequency, SAMPLE_RATE / 7)) / SAMPLE_RATE)
  const damp = 1 / sharpness
  return {
    tune(hertz: number): void {
      f = 2 * Math.sin((Math.PI * Math.min(hertz, SAMPLE_RATE / 7)) / SAMPLE_RATE)
    },
    low(input: number): number {
      const high = input - low - damp * band
      band += f * high
      low += f * band
      return low
    },
    band(input: number): number {
      const high = input - low - damp * band
      band += f * high
      low += f * band
      return band * damp
    },
  }
}

/** Even noise, −1..1. */
export function noise(seed: number): () => number {
  const random = randomFrom(seed)
  return () => random() * 2 - 1
}

/** A hall of four combs and two all-passes a side: gives plain tones a room. Returns the wet sound only. */
export function createHall(seconds: number) {
  const sides = [0, 23].map((spread) => {
    const combs = [1557, 1617, 1491, 1422].map((length) => ({
      line: new Float32Array(length * 2 + spread),
      at: 0,
      store: 0,
    }))
    const passes = [225, 556].map((length) => ({ line: new Float32Array(length + spread), at: 0 }))
    return { combs, passes }
  })
  const feedback = 0.001 ** (0.065 / seconds)
  return (input: number, side: 0 | 1): number => {
    const { combs, passes } = sides[side] as (typeof sides)[number]
    let sum = 0
    for (const comb of combs) {
      const out = comb.line[comb.at] as number
      comb.store = out * 0.7 + comb.store * 0.3
      comb.line[comb.at] = input + comb.store * feedback
      comb.at = (comb.at + 1) % comb.line.length
      sum += out
    }
    let value = sum * 0.25
    for (const pass of passes) {
      const delayed = pass.line[pass.at] as number
      pass.line[pass.at] = value + delayed * 0.5
      pass.at = (pass.at + 1) % pass.line.length
      value = delayed - value * 0.5
    }
    return value
  }
}
