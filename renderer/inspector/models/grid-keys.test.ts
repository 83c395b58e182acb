import { describe, expect, it } from 'vitest'
import { nextInGrid } from './grid-keys.ts'

/** Three columns and two rows, the second one short. */
const grid = [0, 1, 2, 3, 4].map((place) => ({ left: (place % 3) * 300, top: Math.floor(place / 3) * 150 }))

describe('keys in a grid', () => {
  it.each([
    [0, 'ArrowRight', 1],
    [0, 'ArrowLeft', null],
    [4, 'ArrowRight', null],
    [1, 'ArrowDown', 4],
    [2, 'ArrowDown', 4],
    [3, 'ArrowDown', null],
    [4, 'ArrowUp', 1],
    [3, 'Home', 0],
    [0, 'End', 4],
    [0, 'a', null],
    [9, 'Home', null],
  ])('from %i with %s go to %s', (from, key, to) => {
    expect(nextInGrid(grid, from, key)).toBe(to)
  })
})
