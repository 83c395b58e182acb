import { describe, expect, it } from 'vitest'
import { filmProblems, profileOf, rateOf } from './film.ts'
import { NodeError } from './node-error.ts'

describe('rateOf', () => {
  it.each([
    [24, 24, 1],
    [25, 25, 1],
    [23.976, 24000, 1001],
    [23.98, 24000, 1001],
    [29.97, 30000, 1001],
    [59.94, 60000, 1001],
    [119.88, 120000, 1001],
    [12.5, 25, 2],
    [1, 1, 1],
  ])('%d frames per second are %d/%d', (fps, num, den) => {
    expect(rateOf(fps)).toEqual({ num, den })
  })
})

const film = { width: 1280, height: 720, fps: 24, fit: 'fit', background: '#00FF00', lufs: null } as const

describe('profileOf', () => {
  it('writes colours one way and keeps "leave the level alone"', () => {
    expect(profileOf(film)).toMatchObject({ background: '#00ff00', lufs: null, fps: { num: 24, den: 1 } })
  })

  it('refuses an odd size that was inherited', () => {
    expect(() => profileOf({ ...film, width: 1281 })).toThrow(NodeError)
    expect(() => profileOf({ ...film, width: 1281 })).toThrow('choose 1280 or 1282')
  })
})

describe('filmProblems', () => {
  it('accepts inherited values', () => {
    expect(filmProblems({ width: null, height: null, background: '#000000' }, new Set())).toEqual([])
  })

  it('names each odd side and each unreadable colour', () => {
    const problems = filmProblems({ width: 1281, height: 721, background: 'black' }, new Set())
    expect(problems.map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'The width',
      'The height',
      'The background',
    ])
  })

  it('leaves a literal alone that a wire replaces', () => {
    expect(filmProblems({ background: 'black' }, new Set(['background']))).toEqual([])
  })
})
