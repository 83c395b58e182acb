import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as transport from './transport.ts'
import { EMPTY, type Transport } from './transport.ts'

const film = { num: 24, den: 1 }
const clip: Transport = { ...EMPTY, frames: 100, frame: 50 }
const speeds = (start: Transport, ways: readonly (1 | -1)[]) => {
  let now = start
  return ways.map((way) => {
    now = transport.shuttle(now, way)
    return now.speed
  })
}

describe('J and L', () => {
  it('go a step faster with each press, to the fastest', () => {
    expect(speeds(clip, [1, 1, 1, 1, 1])).toEqual([1, 2, 4, 8, 8])
    expect(speeds(clip, [-1, -1, -1])).toEqual([-1, -2, -4])
  })

  it('turn round at the plain speed', () => {
    expect(speeds(clip, [1, 1, -1, -1, 1])).toEqual([1, 2, -1, -2, 1])
  })

  it('go on from a slow pace', () => {
    expect(transport.shuttle({ ...clip, speed: 0.5 }, 1).speed).toBe(1)
  })
})

describe('playing', () => {
  it('starts over where it had come to the end', () => {
    expect(transport.toggle({ ...clip, frame: 99 })).toMatchObject({ frame: 0, speed: 1 })
    expect(transport.shuttle({ ...clip, frame: 0 }, -1)).toMatchObject({ frame: 99, speed: -1 })
    expect(transport.toggle({ ...clip, pace: 0.5 })).toMatchObject({ frame: 50, speed: 0.5 })
    expect(transport.toggle({ ...clip, speed: 4 })).toMatchObject({ frame: 50, speed: 0 })
  })

  it('loops the range, or stops at its end', () => {
    const marked = { ...clip, markIn: 10, markOut: 60, speed: 1 }
    expect(transport.playOn(marked, 60).frame).toBe(60)
    expect(transport.playOn(marked, 61)).toMatchObject({ frame: 10, speed: 1 })
    expect(transport.playOn({ ...marked, loop: false }, 64)).toMatchObject({ frame: 60, speed: 0 })
    expect(transport.playOn({ ...marked, speed: -2 }, 8)).toMatchObject({ frame: 60, speed: -2 })
    expect(transport.playOn({ ...marked, speed: -1, loop: false }, 9)).toMatchObject({ frame: 10, speed: 0 })
  })

  it('begins inside the marked range', () => {
    expect(transport.toggle({ ...clip, frame: 5, markIn: 10, markOut: 60 }).frame).toBe(10)
    expect(transport.toggle({ ...clip, frame: 80, markIn: 10, markOut: 60 }).frame).toBe(10)
  })

  it('changes nothing while the same frame is on screen', () => {
    const playing = { ...clip, speed: 1 }
    expect(transport.playOn(playing, 50)).toBe(playing)
  })

  it('takes another pace at once, but leaves what goes backwards', () => {
    expect(transport.setPace({ ...clip, speed: 1 }, 0.5)).toMatchObject({ speed: 0.5, pace: 0.5 })
    expect(transport.setPace({ ...clip, speed: -2 }, 0.5)).toMatchObject({ speed: -2, pace: 0.5 })
    expect(transport.setPace(clip, 2).speed).toBe(0)
  })
})

describe('stepping', () => {
  it('stops, and stays in the clip', () => {
    expect(transport.step({ ...clip, speed: 2 }, 1)).toMatchObject({ frame: 51, speed: 0 })
    expect(transport.step(clip, -80).frame).toBe(0)
    expect(transport.step(clip, 80).frame).toBe(99)
  })
})

describe('marks', () => {
  it('forget the other end where it would lie on the wrong side', () => {
    expect(transport.setIn({ ...clip, markOut: 40 })).toMatchObject({ markIn: 50, markOut: null })
    expect(transport.setIn({ ...clip, markOut: 50 })).toMatchObject({ markIn: 50, markOut: 50 })
    expect(transport.setOut({ ...clip, markIn: 60 })).toMatchObject({ markIn: null, markOut: 50 })
    expect(transport.clearMarks({ ...clip, markIn: 1, markOut: 2 })).toMatchObject({ markIn: null, markOut: null })
  })
})

describe('another clip', () => {
  it('of the same node goes on at the same moment, also at another rate and when it is shorter', () => {
    const at = (rate: Transport['rate'], frames: number) => transport.load(clip, rate, frames, true)
    expect(at({ num: 48, den: 1 }, 200)).toMatchObject({ frame: 100, frames: 200 })
    expect(at(film, 30).frame).toBe(29)
  })

  it('of another node starts from its beginning, stopped and unmarked', () => {
    const playing = { ...clip, speed: 2, markIn: 3, markOut: 9, pace: 2 }
    expect(transport.load(playing, film, 10, false)).toEqual({ ...EMPTY, frames: 10, pace: 2 })
  })
})

it('whatever is done, the frame is one of the clip', () => {
  const act = fc.oneof(
    fc.integer({ min: -300, max: 300 }).map((n) => (t: Transport) => transport.seek(t, n)),
    fc.integer({ min: -300, max: 300 }).map((n) => (t: Transport) => transport.playOn(t, n)),
    fc.integer({ min: 1, max: 40 }).map((n) => (t: Transport) => transport.load(t, film, n, true)),
    fc.constantFrom(transport.toggle, transport.setIn, transport.setOut, (t: Transport) => transport.shuttle(t, -1)),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const end = acts.reduce((now, each) => each(now), clip)
      expect(end.frame).toBeGreaterThanOrEqual(0)
      expect(end.frame).toBeLessThan(end.frames)
    }),
  )
})
