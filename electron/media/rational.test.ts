import { describe, expect, it } from 'vitest'
import { framesIn, parseRational, rationalOf, sampleAt, secondsOf } from './rational.ts'

describe('rates', () => {
  it.each([
    [23.976, '24000/1001'],
    [23.98, '24000/1001'],
    [23.976023976, '24000/1001'],
    [29.97, '30000/1001'],
    [59.94, '60000/1001'],
    [24, '24/1'],
    [12.5, '25/2'],
    [16.666666667, '50/3'],
  ])('%d is %s', (fps, exact) => {
    const { num, den } = rationalOf(fps)
    expect(`${num}/${den}`).toBe(exact)
  })

  it('refuses no rate', () => {
    expect(() => rationalOf(0)).toThrow(RangeError)
    expect(() => rationalOf(Number.NaN)).toThrow(RangeError)
    expect(parseRational('0/0')).toBeNull()
    expect(parseRational('50/2')).toEqual({ num: 25, den: 1 })
  })

  it('rounds seconds to frames and back without drift over an hour', () => {
    const rate = { num: 24000, den: 1001 }
    for (let frame = 0; frame < 90_000; frame += 997) expect(framesIn(secondsOf(frame, rate), rate)).toBe(frame)
    expect(sampleAt(24_000, rate, 48_000)).toBe(1001 * 48_000)
  })
})
