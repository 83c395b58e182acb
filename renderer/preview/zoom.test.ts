import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIT, fitScale, panBy, scaleOf, toggleFit, type Zoom, zoomBy } from './zoom.ts'

const picture = { width: 1280, height: 720 }
const stage = { width: 320, height: 240 }
/** Where a point of the picture (0..1) is on the stage, from its middle. */
const onStage = (zoom: Zoom, point: { x: number; y: number }) => ({
  x: (point.x - zoom.x) * picture.width * scaleOf(zoom, picture, stage),
  y: (point.y - zoom.y) * picture.height * scaleOf(zoom, picture, stage),
})

describe('zoom', () => {
  it('fits the longer side', () => {
    expect(fitScale(picture, stage)).toBe(0.25)
    expect(fitScale(picture, { width: 0, height: 0 })).toBe(1)
  })

  it('keeps the point under the pointer where it is', () => {
    const at = fc.record({ x: fc.integer({ min: -40, max: 40 }), y: fc.integer({ min: -30, max: 30 }) })
    fc.assert(
      fc.property(at, fc.double({ min: 1.1, max: 8, noNaN: true }), (pointer, factor) => {
        const point = {
          x: 0.5 + pointer.x / (picture.width * 0.25),
          y: 0.5 + pointer.y / (picture.height * 0.25),
        }
        const after = onStage(zoomBy(FIT, factor, pointer, picture, stage), point)
        expect(after.x).toBeCloseTo(pointer.x, 6)
        expect(after.y).toBeCloseTo(pointer.y, 6)
      }),
    )
  })

  it('moves with the hand, and not while everything is seen', () => {
    const moved = onStage(panBy({ scale: 1, x: 0.5, y: 0.5 }, { x: 30, y: -10 }, picture, stage), { x: 0.5, y: 0.5 })
    expect(moved.x).toBeCloseTo(30, 6)
    expect(moved.y).toBeCloseTo(-10, 6)
    expect(panBy(FIT, { x: 30, y: 10 }, picture, stage)).toBe(FIT)
  })

  it('never loses the picture', () => {
    const far = panBy({ scale: 4, x: 0.5, y: 0.5 }, { x: 1e6, y: -1e6 }, picture, stage)
    expect(far).toEqual({ scale: 4, x: 0, y: 1 })
    expect(zoomBy(FIT, 1e9, { x: 0, y: 0 }, picture, stage).scale).toBe(32)
  })

  it('goes to one pixel on one pixel, and back', () => {
    const full = toggleFit(FIT, { x: 0, y: 0 }, 2, picture, stage)
    expect(full.scale).toBe(0.5)
    expect(toggleFit(full, { x: 0, y: 0 }, 2, picture, stage)).toBe(FIT)
  })
})
