import { describe, expect, it } from 'vitest'
import { tilesOf } from './strip-shape.ts'

describe('the tiles of a strip', () => {
  it('cover the width and show the frames in order', () => {
    const tiles = tilesOf(1200, 100, { from: 0, to: 6, seconds: 6 })
    expect(tiles.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(tiles.map(({ x }) => x).at(-1)).toBe(1100)
  })

  it('show only what is between the points', () => {
    expect(tilesOf(200, 100, { from: 3, to: 6, seconds: 6 }).map(({ frame }) => frame)).toEqual([7, 10])
  })

  it('stay within the strip, also for a clip of unknown length', () => {
    expect(tilesOf(250, 100, { from: 0, to: 9, seconds: 6 }).map(({ frame }) => frame)).toEqual([3, 10, 11])
    expect(tilesOf(200, 100, { from: 0, to: 5, seconds: 0 }).map(({ frame }) => frame)).toEqual([0, 0])
    expect(tilesOf(0, 100, { from: 0, to: 5, seconds: 5 })).toEqual([])
  })
})
