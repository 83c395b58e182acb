import { createHash } from 'node:crypto'

/** A 32-bit seed from any text: the same text gives the same seed on every machine. */
export function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0)
}

/** Numbers in 0..1, the same row for the same seed (sfc32, public domain). */
export function randomFrom(seed: number): () => number {
  let a = seed >>> 0
  let b = 0x9e3779b9
  let c = 0x243f6a88
  let counter = 1
  const next = () => {
    const t = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

/** Smooth noise over the plane, 0..1, repeating every 256 units. */
export interface Noise {
  at(x: number, y: number): number
  /** Sum of `octaves` of noise, each twice as fine and half as strong; 0..1. */
  fbm(x: number, y: number, octaves: number): number
  /** The same with sharp crests, as mountains and ink have them; 0..1. */
  ridged(x: number, y: number, octaves: number): number
}

const SIZE = 256
const MASK = SIZE - 1

export function noiseFrom(seed: number): Noise {
  const random = randomFrom(seed)
  const table = new Float32Array(SIZE * SIZE)
  for (let i = 0; i < table.length; i++) table[i] = random()

  const at = (x: number, y: number): number => {
    const xf = Math.floor(x)
    const yf = Math.floor(y)
    const fx = x - xf
    const fy = y - yf
    const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
    const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    const x0 = xf & MASK
    const x1 = (xf + 1) & MASK
    const y0 = (yf & MASK) << 8
    const y1 = ((yf + 1) & MASK) << 8
    const a = table[y0 | x0] as number
    const b = table[y0 | x1] as number
    const c = table[y1 | x0] as number
    const d = table[y1 | x1] as number
    const top = a + (b - a) * u
    return top + (c + (d - c) * u - top) * v
  }

  return {
    at,
    fbm(x, y, octaves) {
      let sum = 0
      let gain = 0.5
      let total = 0
      let px = x
      let py = y
      for (let i = 0; i < octaves; i++) {
        sum += gain * at(px, py)
        total += gain
        gain *= 0.5
        // Turned and shifted between octaves, so that the lattice does not show.
        const qx = 1.6 * px - 1.2 * py + 19.7
        py = 1.2 * px + 1.6 * py + 7.3
        px = qx
      }
      return sum / total
    },
    ridged(x, y, octaves) {
      let sum = 0
      let gain = 0.5
      let total = 0
      let px = x
      let py = y
      let weight = 1
      for (let i = 0; i < octaves; i++) {
        const crest = 1 - Math.abs(2 * at(px, py) - 1)
        const sharp = crest * crest * weight
        sum += gain * sharp
        total += gain
        weight = Math.min(1, sharp * 1.8)
        gain *= 0.5
        const qx = 1.6 * px - 1.2 * py + 31.1
        py = 1.2 * px + 1.6 * py + 11.9
        px = qx
      }
      return sum / total
    },
  }
}
