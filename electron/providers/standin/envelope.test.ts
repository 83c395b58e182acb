import { describe, expect, it } from 'vitest'
import { shapesOf } from './envelope.ts'
import { turned } from './lip-sync.ts'
import { mouthAt, mouthRegion, paintMouth } from './mouth.ts'

const track = {
  skin: [0.9, 0.7, 0.6],
  lip: [0.8, 0.4, 0.4],
  at: [
    [0, 0.4, 0.5, 0.05],
    [1, 0.5, 0.5, 0.05],
  ],
}

describe('a lip-sync', () => {
  it('opens the mouth where the speech is loud and shuts it where it is silent', () => {
    const shapes = shapesOf([0, 0, 9000, 9000, 9000, 0, 0, 0, 0, 0, 0], [])
    expect(shapes[0]?.open).toBe(0)
    expect(shapes[4]?.open).toBeGreaterThan(0.8)
    expect(shapes[10]?.open).toBeLessThan(0.1)
  })

  it('follows the mouth between the points of its track', () => {
    expect(mouthAt(track, 0.5).x).toBeCloseTo(0.45)
    expect(mouthAt(track, 7).x).toBeCloseTo(0.5)
    const region = mouthRegion(track, 200, 100)
    expect(region.x).toBeLessThan(80)
    expect(region.x + region.width).toBeGreaterThan(100)
  })

  it('paints nothing for a shut mouth and a dark hole for an open one', () => {
    const pixels = new Uint8Array(40 * 40 * 4)
    paintMouth(pixels, 40, 40, 20, 20, 12, { open: 0, wide: 0 }, track)
    expect(pixels.every((value) => value === 0)).toBe(true)
    paintMouth(pixels, 40, 40, 20, 20, 12, { open: 1, wide: 0 }, track)
    const middle = (22 * 40 + 20) * 4
    expect(pixels[middle + 3]).toBe(255)
    expect(pixels[middle] ?? 255).toBeLessThan(200)
  })

  it('runs a short clip back and forth', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((index) => turned(index, 3))).toEqual([0, 1, 2, 2, 1, 0, 0, 1])
  })
})
