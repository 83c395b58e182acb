import { clamp } from './color.ts'
import type { Frame } from './picture.ts'
import { randomFrom } from './random.ts'

/** The finish every shot gets: light spilling from bright places, darker corners, fine grain. */
export interface Finish {
  /** Spill of bright places, 0 none. */
  readonly bloom: number
  /** Darkening of the corners, 0..1. */
  readonly vignette: number
  /** Standard deviation of the grain, of full white. */
  readonly grain: number
}

const TILE = 512

/** Bytes of one frame as planar YUV 4:2:0. */
export function yuvBytes(width: number, height: number): number {
  return (width * height * 3) / 2
}

/** Finishes the frames of one shot. The grain is seeded by shot and frame number, so frames may be made in any order. */
export function createDeveloper(width: number, height: number, finish: Finish, seed: number) {
  const grain = grainTile(seed, finish.grain)
  const columns = new Float32Array(width)
  for (let x = 0; x < width; x++) columns[x] = ((x + 0.5) / width - 0.5) ** 2 * 2
  const bloom = createBloom(width, height)

  /** Bloom, corners and the shoulder, in place. */
  const finishLight = (frame: Frame): void => {
    const { data } = frame
    bloom.gather(frame, finish.bloom)
    for (let y = 0; y < height; y++) {
      const spill = bloom.row(y)
      const rowTerm = ((y + 0.5) / height - 0.5) ** 2 * 2
      let i = y * width * 3
      for (let x = 0; x < width; x++, i += 3) {
        const away = rowTerm + (columns[x] as number)
        const shade = 1 - finish.vignette * away * away
        const p = (bloom.columns[x] as number) * 3
        const f = bloom.parts[x] as number
        for (let k = 0; k < 3; k++) {
          const a = spill[p + k] as number
          let value = ((data[i + k] as number) + a + ((spill[p + 3 + k] as number) - a) * f) * shade
          // Film's shoulder: leaves tones to 0.75 alone and rolls brighter ones off below white.
          if (value > 0.75) {
            const over = value - 0.75
            value = 0.75 + over / (1.25 + over * 2.75)
          }
          data[i + k] = value
        }
      }
    }
  }

  /** Writes frame number `index` with its grain as 8-bit limited-range BT.709 YUV 4:2:0, the format x264 takes. */
  const toYuv = (frame: Frame, out: Uint8ClampedArray, index: number): void => {
    const { data } = frame
    const chroma = width * height
    const half = width >> 1
    const quarter = half * (height >> 1)
    const offsets = randomFrom(seed ^ Math.imul(index + 1, 0x51ed270b))
    const shiftX = Math.floor(offsets() * (TILE - 1))
    const shiftY = Math.floor(offsets() * (TILE - 1))
    for (let y = 0; y < height; y += 2) {
      const g0 = ((y + shiftY) % TILE) * TILE
      const g1 = ((y + 1 + shiftY) % TILE) * TILE
      for (let x = 0; x < width; x += 2) {
        const p = y * width + x
        const i = p * 3
        const j = i + width * 3
        const gx = (x + shiftX) & (TILE - 1)
        const gy = (x + 1 + shiftX) & (TILE - 1)
        const r0 = data[i] as number
        const b0 = data[i + 2] as number
        const y0 = 0.2126 * r0 + 0.7152 * (data[i + 1] as number) + 0.0722 * b0
        const r1 = data[i + 3] as number
        const b1 = data[i + 5] as number
        const y1 = 0.2126 * r1 + 0.7152 * (data[i + 4] as number) + 0.0722 * b1
        const r2 = data[j] as number
        const b2 = data[j + 2] as number
        const y2 = 0.2126 * r2 + 0.7152 * (data[j + 1] as number) + 0.0722 * b2
        const r3 = data[j + 3] as number
        const b3 = data[j + 5] as number
        const y3 = 0.2126 * r3 + 0.7152 * (data[j + 4] as number) + 0.0722 * b3
        out[p] = 16 + 219 * (y0 + (grain[g0 + gx] as number))
        out[p + 1] = 16 + 219 * (y1 + (grain[g0 + gy] as number))
        out[p + width] = 16 + 219 * (y2 + (grain[g1 + gx] as number))
        out[p + width + 1] = 16 + 219 * (y3 + (grain[g1 + gy] as number))
        const luma = y0 + y1 + y2 + y3
        const at = chroma + (y >> 1) * half + (x >> 1)
        // 224 / (2·(1−Kb)) and 224 / (2·(1−Kr)) of BT.709, a quarter each for the four pixels.
        out[at] = 128 + (b0 + b1 + b2 + b3 - luma) * 30.1789
        out[at + quarter] = 128 + (r0 + r1 + r2 + r3 - luma) * 35.5601
      }
    }
  }

  /** The frame with its grain as packed 8-bit RGB. */
  const toRgb = (frame: Frame): Uint8ClampedArray => {
    const { data } = frame
    const out = new Uint8ClampedArray(data.length)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = (y * width + x) * 3
        const speck = grain[(y % TILE) * TILE + (x % TILE)] as number
        for (let k = 0; k < 3; k++) out[i + k] = 255 * ((data[i + k] as number) + speck)
      }
    }
    return out
  }

  return { light: finishLight, toYuv, toRgb }
}

function grainTile(seed: number, strength: number): Float32Array {
  const random = randomFrom(seed ^ 0x2545f491)
  const tile = new Float32Array(TILE * TILE)
  // The sum of three even numbers is near enough a bell, of deviation one half.
  for (let i = 0; i < tile.length; i++) tile[i] = (random() + random() + random() - 1.5) * 2 * strength
  return tile
}

/** Bright places, made small, blurred, and read back row by row: light spills softly. */
function createBloom(width: number, height: number) {
  const step = Math.max(4, Math.round(height / 90))
  const w = Math.ceil(width / step)
  const h = Math.ceil(height / step)
  const small = new Float32Array(w * h * 3)
  const other = new Float32Array(w * h * 3)
  const line = new Float32Array((w + 1) * 3)
  const columns = new Int32Array(width)
  const parts = new Float32Array(width)
  for (let x = 0; x < width; x++) {
    const u = clamp((x + 0.5) / step - 0.5, 0, w - 1)
    columns[x] = Math.floor(u)
    parts[x] = u - Math.floor(u)
  }

  const gather = ({ data }: Frame, amount: number): void => {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const at = (y * w + x) * 3
        let r = 0
        let g = 0
        let b = 0
        for (let tap = 0; tap < 4; tap++) {
          const px = Math.min(width - 1, Math.floor(x * step + step * (tap & 1 ? 0.75 : 0.25)))
          const py = Math.min(height - 1, Math.floor(y * step + step * (tap & 2 ? 0.75 : 0.25)))
          const from = (py * width + px) * 3
          r += Math.max(0, (data[from] as number) - 0.6)
          g += Math.max(0, (data[from + 1] as number) - 0.6)
          b += Math.max(0, (data[from + 2] as number) - 0.6)
        }
        small[at] = r * 0.25 * amount
        small[at + 1] = g * 0.25 * amount
        small[at + 2] = b * 0.25 * amount
      }
    }
    for (let pass = 0; pass < 2; pass++) {
      boxBlur(small, other, 3, w * 3, w, h)
      boxBlur(other, small, w * 3, 3, h, w)
    }
  }

  const row = (y: number): Float32Array => {
    const v = clamp((y + 0.5) / step - 0.5, 0, h - 1)
    const v0 = Math.floor(v)
    const v1 = Math.min(h - 1, v0 + 1)
    const part = v - v0
    for (let i = 0; i < w * 3; i++) {
      const a = small[v0 * w * 3 + i] as number
      line[i] = a + ((small[v1 * w * 3 + i] as number) - a) * part
    }
    for (let k = 0; k < 3; k++) line[w * 3 + k] = line[w * 3 - 3 + k] as number
    return line
  }
  return { gather, row, columns, parts }
}

/** A box blur of nine cells along one direction: `along` steps from cell to cell, `across` from line to line. */
function boxBlur(
  from: Float32Array,
  to: Float32Array,
  along: number,
  across: number,
  length: number,
  lines: number,
): void {
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < 3; k++) {
      const start = line * across + k
      let sum = 0
      for (let j = -4; j <= 4; j++) sum += from[start + clamp(j, 0, length - 1) * along] as number
      for (let i = 0; i < length; i++) {
        to[start + i * along] = sum / 9
        sum += from[start + Math.min(length - 1, i + 5) * along] as number
        sum -= from[start + Math.max(0, i - 4) * along] as number
      }
    }
  }
}
