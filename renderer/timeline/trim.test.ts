import { describe, expect, it } from 'vitest'
import type { CutClip } from './cut.ts'
import { longestJoin, sharedWith, trimTo } from './trim.ts'

const rate = { num: 24, den: 1 }
const clip = { in: 1, out: 4, sourceSeconds: 5 }

describe('trimming', () => {
  it('moves an end to a whole frame', () => {
    expect(trimTo('in', 1.51, clip, 0, rate)).toEqual({ in: 1.5 })
    expect(trimTo('out', 3.26, clip, 0, rate)).toEqual({ out: 3.25 })
  })

  it('stays within the source, and says nothing of the end where it is the end', () => {
    expect(trimTo('in', -3, clip, 0, rate)).toEqual({ in: 0 })
    expect(trimTo('out', 9, clip, 0, rate)).toEqual({ out: null })
    expect(trimTo('out', 4.99, clip, 0, rate)).toEqual({ out: null })
    expect(trimTo('out', 9, { ...clip, sourceSeconds: null }, 0, rate)).toEqual({ out: 9 })
  })

  it('leaves a frame at least, and room for the dissolves at both ends', () => {
    expect(trimTo('in', 99, clip, 0, rate)).toEqual({ in: 3.958333 })
    expect(trimTo('out', 0, clip, 0, rate)).toEqual({ out: 1.041667 })
    expect(trimTo('in', 99, clip, 1.5, rate)).toEqual({ in: 2.5 })
    expect(trimTo('out', 0, clip, 1.5, rate)).toEqual({ out: 2.5 })
  })

  it('gives nothing impossible for a clip that is shorter than it must be', () => {
    expect(trimTo('in', 2, { in: 0, out: 1, sourceSeconds: 1 }, 3, rate)).toEqual({ in: 0 })
    expect(trimTo('out', 0.2, { in: 0, out: 1, sourceSeconds: 1 }, 3, rate)).toEqual({ out: null })
  })
})

describe('dissolves', () => {
  const placed = (length: number, seconds: number) => ({ length, join: { kind: 'dissolve', seconds } }) as CutClip

  it('share time with both neighbours and fit between them', () => {
    expect(sharedWith(placed(4, 1), placed(4, 0.5))).toBe(1.5)
    expect(sharedWith(placed(4, 1), undefined)).toBe(1)
    expect(longestJoin(placed(4, 1), placed(5, 2), placed(3, 0.5))).toBe(3)
    expect(longestJoin(placed(9, 0), placed(2, 0), undefined)).toBe(2)
  })
})
