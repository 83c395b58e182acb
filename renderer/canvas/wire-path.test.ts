import { describe, expect, it } from 'vitest'
import { cross, nearest, pathOf, pointsAlong, wireCurves } from './wire-path.ts'

const from = { x: 0, y: 0 }
const to = { x: 200, y: 100 }

describe('the way of a wire', () => {
  it('leaves and arrives level, also where it goes back', () => {
    expect(pathOf(wireCurves(from, to, []))).toBe('M0,0 C100,0 100,100 200,100')
    const back = wireCurves(to, from, [])[0]
    expect(back && back.pull.x > to.x && back.push.x < from.x).toBe(true)
  })

  it('goes through each of its dots, in a straight line where they lie on one', () => {
    const via = [
      { x: 60, y: -40 },
      { x: 140, y: 160 },
    ]
    const points = pointsAlong(wireCurves(from, to, via))
    for (const dot of [from, ...via, to]) expect(nearest(points, dot).distance).toBeLessThan(1e-9)
    const level = pointsAlong(wireCurves(from, { x: 200, y: 0 }, [{ x: 100, y: 0 }]))
    expect(level.every(({ y }) => Math.abs(y) < 1e-9)).toBe(true)
  })

  it('tells between which dots a new one goes', () => {
    const via = [{ x: 100, y: 0 }]
    const points = pointsAlong(wireCurves(from, { x: 200, y: 0 }, via))
    expect(nearest(points, { x: 30, y: 5 })).toEqual({ distance: 5, curve: 0 })
    expect(nearest(points, { x: 170, y: -5 })).toEqual({ distance: 5, curve: 1 })
  })

  it('is crossed by a stroke over it, not by one beside it', () => {
    const points = pointsAlong(wireCurves(from, to, []))
    const stroke = (x: number, from: number, to: number) => [
      { x, y: from },
      { x, y: to },
    ]
    expect(cross(points, stroke(100, 0, 100))).toBe(true)
    expect(cross(points, stroke(100, 0, 40))).toBe(false)
    expect(cross(points, stroke(250, 0, 200))).toBe(false)
  })
})
