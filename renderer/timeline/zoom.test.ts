import { describe, expect, it } from 'vitest'
import { fitting, MARGIN, piecesOf, scrollAfter, stepped } from './zoom.ts'

describe('zooming', () => {
  it('fits the film between its margins, within bounds', () => {
    expect(fitting(10, 500 + 2 * MARGIN)).toBe(50)
    expect(fitting(0, 500)).toBeLessThanOrEqual(480)
    expect(fitting(1e6, 500)).toBeGreaterThan(0)
  })

  it('goes in and out by the same step', () => {
    expect(stepped(stepped(50, 1), -1)).toBeCloseTo(50)
    expect(stepped(480, 1)).toBe(480)
  })

  it('keeps the moment under the pointer', () => {
    const scroll = scrollAfter(100, 300, 50, 100)
    const moment = (at: number, zoom: number) => (at + 300 - MARGIN) / zoom
    expect(moment(scroll, 100)).toBeCloseTo(moment(100, 50))
    expect(scrollAfter(0, 100, 100, 50)).toBe(0)
  })
})

describe('pieces of a long stretch', () => {
  it('cover it without gaps, none too wide', () => {
    const pieces = piecesOf(2, 60, 100, 2000)
    expect(pieces.map(({ from, to }) => [from, to])).toEqual([
      [2, 22],
      [22, 42],
      [42, 60],
    ])
    expect(pieces.map(({ left, width }) => [left, width])).toEqual([
      [0, 2000],
      [2000, 2000],
      [4000, 1800],
    ])
    expect(piecesOf(3, 3, 100)).toEqual([])
  })
})
