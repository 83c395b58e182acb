import { describe, expect, it } from 'vitest'
import { frameAt, momentOf, snap, ticksOf, timecode } from './timecode.ts'

const film = { num: 24, den: 1 }
const ntsc = { num: 30000, den: 1001 }

describe('moments and frames', () => {
  it('snap to the nearest frame of the exact rate', () => {
    expect(snap(1.02, film)).toBe(1)
    expect(snap(1.03, film)).toBe(1.041667)
    expect(frameAt(snap(10.01, ntsc), ntsc)).toBe(300)
    expect(momentOf(300, ntsc)).toBe(10.01)
  })

  it('are written as timecode, with hours where there are any', () => {
    expect(timecode(0, film)).toBe('00:00:00')
    expect(timecode(61.5, film)).toBe('01:01:12')
    expect(timecode(3600, film)).toBe('01:00:00:00')
    expect(timecode(10.01, ntsc)).toBe('00:10:00')
    expect(timecode(-1, film)).toBe('00:00:00')
  })
})

describe('the numbers of a ruler', () => {
  it('stand as close as they can be read', () => {
    expect(ticksOf(10, 100)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(ticksOf(30, 10)).toEqual([0, 10, 20, 30])
    expect(ticksOf(1, 200)).toEqual([0, 0.5, 1])
    expect(ticksOf(100_000, 0.001).length).toBeLessThan(20)
  })
})
