import { describe, expect, it } from 'vitest'
import { lookOf } from './look.ts'
import { timecode } from './overlay.ts'
import { emptyPicture, type Picture, paint } from './paint/picture.ts'
import { createPainter, type Painting } from './painting.ts'

const dot = { width: 2, height: 8, data: new Uint8Array(16) }
const WIDTH = 160
const HEIGHT = 90

function painting(prompt: string, more: Partial<Painting> = {}): Painting {
  return {
    look: lookOf({ model: 'm', prompt, negative: '', seed: 3, pictures: [] }),
    width: WIDTH,
    height: HEIGHT,
    frames: 24,
    fps: 24,
    startFrame: null,
    endFrame: null,
    references: [],
    word: null,
    texts: { line: dot, title: dot, digits: Array.from({ length: 11 }, () => dot) },
    ...more,
  }
}

const luma = (bytes: Uint8ClampedArray) => Float32Array.from(bytes.subarray(0, WIDTH * HEIGHT))
const difference = (a: Float32Array, b: Float32Array) => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number))
  return sum / a.length
}
const flat = (r: number, g: number, b: number) =>
  paint(emptyPicture(60, 40), (x, y, out) => {
    out.set([r * (x / 60), g * (y / 40), b])
  })
/** A disc on plain ground: can be cut out. */
const thing = (tone: number): Picture =>
  paint(emptyPicture(80, 80), (x, y, out) => {
    out.fill(Math.hypot(x - 40, y - 44) < 24 ? tone : 0.9, 0, 3)
  })

const PROMPTS = [
  'Aerial shot, dawn over a mountain lake, dolly in',
  'Macro of a coffee dripper on a pedestal, orbit',
  'Abstract ink, push out',
  'A founder speaks to camera, static',
  'Logo reveal, mark "NORTH", deep blue, static',
  'Neon city street at night, pan right',
]

describe('a painting', () => {
  it.each(PROMPTS)('of "%s" is the same again, whatever frames came before', (prompt) => {
    const first = createPainter(painting(prompt))
    first.yuv(3)
    const a = luma(first.yuv(9))
    expect(difference(a, luma(createPainter(painting(prompt)).yuv(9)))).toBe(0)
  })

  it.each(PROMPTS)('of "%s" has light and dark', (prompt) => {
    const bytes = luma(createPainter(painting(prompt)).yuv(16))
    const sorted = bytes.sort()
    expect(
      (sorted[Math.floor(sorted.length * 0.98)] as number) - (sorted[Math.floor(sorted.length * 0.02)] as number),
    ).toBeGreaterThan(40)
  })

  it('differs from prompt to prompt', () => {
    const frames = PROMPTS.map((prompt) => luma(createPainter(painting(prompt)).yuv(12)))
    for (const [i, a] of frames.entries())
      for (const b of frames.slice(i + 1)) expect(difference(a, b)).toBeGreaterThan(8)
  })

  it.each(PROMPTS)('of "%s" shows the reference', (prompt) => {
    const dark = luma(createPainter(painting(prompt, { references: [thing(0.1)] })).yuv(16))
    const light = luma(createPainter(painting(prompt, { references: [thing(0.45)] })).yuv(16))
    expect(difference(dark, light)).toBeGreaterThan(0.8)
  })

  it.each(PROMPTS)('of "%s" shows a reference that cannot be cut out', (prompt) => {
    const warm = luma(createPainter(painting(prompt, { references: [flat(1, 0.2, 0.1)] })).yuv(16))
    const cold = luma(createPainter(painting(prompt, { references: [flat(0.1, 0.9, 0.8)] })).yuv(16))
    expect(difference(warm, cold)).toBeGreaterThan(0.5)
  })

  it('is the start frame first and the end frame last', () => {
    const start = flat(1, 1, 1)
    const end = flat(0.1, 0.1, 0)
    const painter = createPainter(painting('static', { startFrame: start, endFrame: end }))
    const first = luma(painter.yuv(0))
    const last = luma(painter.yuv(23))
    expect(difference(first, luma(createPainter(painting('static', { startFrame: start })).yuv(0)))).toBeLessThan(2)
    expect(difference(last, luma(createPainter(painting('static', { startFrame: end })).yuv(23)))).toBeLessThan(6)
    expect(difference(first, last)).toBeGreaterThan(20)
  })

  it('moves without jitter: a slow dolly changes every pair of frames by nearly as much', () => {
    const start = paint(emptyPicture(320, 180), (x, y, out) => {
      out.fill(0.5 + 0.22 * Math.sin(x / 5) + 0.22 * Math.sin(y / 6), 0, 3)
    })
    const painter = createPainter(painting('dolly in', { startFrame: start, frames: 48 }))
    const frames = Array.from({ length: 48 }, (_, i) => luma(painter.yuv(i)))
    const steps = frames.slice(1).map((frame, i) => difference(frame, frames[i] as Float32Array))
    const changes = steps.slice(1).map((step, i) => Math.abs(step - (steps[i] as number)))
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
    expect(mean).toBeGreaterThan(0.5)
    // Whole-pixel steps would make still pairs and jumping pairs: changes as large as the steps themselves.
    expect(Math.max(...changes)).toBeLessThan(mean * 0.3)
  })

  it('tells where a presenter’s mouth is, and of no mouth elsewhere', () => {
    const mouth = createPainter(painting(PROMPTS[3] ?? '')).mouth(5)
    expect(mouth?.x).toBeGreaterThan(0.2)
    expect(mouth?.y).toBeGreaterThan(0.3)
    expect(mouth?.y).toBeLessThan(0.8)
    expect(createPainter(painting(PROMPTS[0] ?? '')).mouth(5)).toBeNull()
  })
})

describe('timecode', () => {
  it('counts hours, minutes, seconds and frames', () => {
    expect(timecode(0, 24)).toBe('00:00:00:00')
    expect(timecode(95, 24)).toBe('00:00:03:23')
    expect(timecode(24 * 3661 + 5, 23.976)).toBe('01:01:01:05')
  })
})
