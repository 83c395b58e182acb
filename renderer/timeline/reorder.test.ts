import { describe, expect, it } from 'vitest'
import { dropPlace, reorder } from './reorder.ts'

const one = (edge: string) => ({ edge, single: true })
const many = (edge: string) => ({ edge, single: false })
const abc = [one('a'), one('b'), one('c')]

describe('moving a clip', () => {
  it('moves its wire before that of another, or to the end', () => {
    expect(reorder(abc, ['a', 'b', 'c'], 0, 2)).toEqual({ edges: ['b', 'a', 'c'] })
    expect(reorder(abc, ['a', 'b', 'c'], 0, 3)).toEqual({ edges: ['b', 'c', 'a'] })
    expect(reorder(abc, ['a', 'b', 'c'], 2, 0)).toEqual({ edges: ['c', 'a', 'b'] })
  })

  it('is nothing where it stays', () => {
    expect(reorder(abc, ['a', 'b', 'c'], 1, 1)).toBeNull()
    expect(reorder(abc, ['a', 'b', 'c'], 1, 2)).toBeNull()
    expect(reorder(abc, ['a', 'b', 'c'], 9, 0)).toBeNull()
  })

  it('names every wire of the port, also one that brings nothing', () => {
    expect(reorder(abc, ['a', 'empty', 'b', 'c'], 0, 3)).toEqual({ edges: ['empty', 'b', 'c', 'a'] })
  })

  it('is refused within a list, whose order is not that of wires', () => {
    expect(reorder([one('a'), many('l'), many('l')], ['a', 'l'], 1, 0)).toBe('list')
  })

  it('goes past a list, never into it', () => {
    const items = [one('a'), many('l'), many('l'), many('l'), one('z')]
    expect(reorder(items, ['a', 'l', 'z'], 0, 2)).toEqual({ edges: ['l', 'a', 'z'] })
    expect(reorder(items, ['a', 'l', 'z'], 4, 2)).toEqual({ edges: ['a', 'z', 'l'] })
  })
})

describe('dropping a clip', () => {
  it('goes before the first one whose middle lies behind', () => {
    const items = [
      { start: 0, length: 4 },
      { start: 4, length: 2 },
    ]
    expect([1, 3, 4.5, 5.5, 99].map((at) => dropPlace(items, at))).toEqual([0, 1, 1, 2, 2])
  })
})
