import { describe, expect, it } from 'vitest'
import { gridShift, guideShift } from './snap.ts'

const box = (x: number, y: number, width = 100, height = 50) => ({ x, y, width, height })

describe('finding a place', () => {
  it('on the grid', () => {
    expect(gridShift(box(25, -7))).toEqual({ x: -1, y: -5 })
  })

  it('in line with the nearest edge or middle of another, with a line over both', () => {
    const { shift, guides } = guideShift(box(104, 300), [box(100, 0), box(500, 0)], 6)
    expect(shift).toEqual({ x: -4, y: 0 })
    expect(guides).toEqual([{ along: 'y', at: 100, from: 0, to: 350 }])
    expect(guideShift(box(300, 53), [box(0, 48)], 6)).toEqual({
      shift: { x: 0, y: -5 },
      guides: [{ along: 'x', at: 48, from: 0, to: 400 }],
    })
  })

  it('freely where nothing is near enough', () => {
    expect(guideShift(box(120, 300), [box(100, 0)], 6)).toEqual({ shift: { x: 0, y: 0 }, guides: [] })
  })
})
