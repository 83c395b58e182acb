import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAt, frameCount, middleOf, parseRate, rateInWords, startOf, timecode } from './timecode.ts'

const ntscFilm = { num: 24000, den: 1001 }
const ntsc = { num: 30000, den: 1001 }
const film = { num: 24, den: 1 }

describe('timecode', () => {
  it.each([
    [0, film, '00:00:00:00'],
    [23, film, '00:00:00:23'],
    [24, film, '00:00:01:00'],
    [24 * 3600 + 24 * 61 + 5, film, '01:01:01:05'],
    [24, ntscFilm, '00:00:01:00'],
    [23, ntscFilm, '00:00:00:23'],
    [29, ntsc, '00:00:00:29'],
    [1800, ntsc, '00:01:00:00'],
    [60, { num: 60000, den: 1001 }, '00:00:01:00'],
    [119, { num: 120, den: 1 }, '00:00:00:119'],
  ])('of frame %i at %o is %s', (frame, rate, text) => {
    expect(timecode(frame, rate)).toBe(text)
  })
})

describe('frames and seconds', () => {
  const anyRate = fc.constantFrom(film, ntscFilm, ntsc, { num: 25, den: 1 }, { num: 60000, den: 1001 })

  it('agree for every frame of two hours, from its start to its end', () => {
    fc.assert(
      fc.property(fc.nat(2 * 3600 * 60), anyRate, (frame, rate) => {
        expect(frameAt(startOf(frame, rate), rate)).toBe(frame)
        expect(frameAt(middleOf(frame, rate), rate)).toBe(frame)
        // As players give times: rounded to microseconds.
        expect(frameAt(Math.floor(startOf(frame, rate) * 1e6) / 1e6, rate)).toBe(frame)
        expect(frameAt(startOf(frame + 0.99, rate), rate)).toBe(frame)
      }),
    )
  })

  it('know the exact length of the NTSC rates', () => {
    expect(frameAt(1001, ntscFilm)).toBe(24000)
    expect(startOf(30000, ntsc)).toBe(1001)
    expect(frameAt(-1, film)).toBe(0)
  })

  it('count a clip by its frames where they are known, else by its length', () => {
    expect(frameCount({ frames: 120, seconds: 9 }, film)).toBe(120)
    expect(frameCount({ seconds: 5.005 }, ntscFilm)).toBe(120)
    expect(frameCount({}, film)).toBe(1)
  })
})

describe('a rate', () => {
  it('is read as it stands in the facts', () => {
    expect(parseRate('24000/1001')).toEqual(ntscFilm)
    expect(parseRate('25')).toEqual({ num: 25, den: 1 })
    for (const none of ['0/0', '0/1', '24/0', 'fast', '', undefined]) expect(parseRate(none)).toBeNull()
  })

  it('is written as people write it', () => {
    expect(rateInWords(ntscFilm)).toBe('23.976')
    expect(rateInWords(ntsc)).toBe('29.97')
    expect(rateInWords(film)).toBe('24')
  })
})
