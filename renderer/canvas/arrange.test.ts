import { describe, expect, it } from 'vitest'
import { alignPositions, distributePositions } from './arrange.ts'

const box = (id: string, x: number, y: number, width = 10, height = 10) => ({ id, x, y, width, height })
const boxes = [box('a', 0, 0), box('b', 100, 50, 30, 20), box('c', 40, 90)]

describe('aligning', () => {
  it.each([
    ['left', { a: { x: 0, y: 0 }, b: { x: 0, y: 50 }, c: { x: 0, y: 90 } }],
    ['centre', { a: { x: 60, y: 0 }, b: { x: 50, y: 50 }, c: { x: 60, y: 90 } }],
    ['right', { a: { x: 120, y: 0 }, b: { x: 100, y: 50 }, c: { x: 120, y: 90 } }],
    ['top', { a: { x: 0, y: 0 }, b: { x: 100, y: 0 }, c: { x: 40, y: 0 } }],
    ['middle', { a: { x: 0, y: 45 }, b: { x: 100, y: 40 }, c: { x: 40, y: 45 } }],
    ['bottom', { a: { x: 0, y: 90 }, b: { x: 100, y: 80 }, c: { x: 40, y: 90 } }],
  ] as const)('%s', (edge, wanted) => {
    expect(alignPositions(boxes, edge)).toEqual(wanted)
  })
})

describe('distributing', () => {
  it('leaves the same room between neighbours, and the outermost where they are', () => {
    expect(distributePositions(boxes, 'x')).toEqual({ a: { x: 0, y: 0 }, c: { x: 50, y: 90 }, b: { x: 100, y: 50 } })
    expect(distributePositions(boxes, 'y')).toEqual({ a: { x: 0, y: 0 }, b: { x: 100, y: 40 }, c: { x: 40, y: 90 } })
  })

  it('says nothing of two', () => {
    expect(distributePositions(boxes.slice(0, 2), 'x')).toEqual({})
  })
})
