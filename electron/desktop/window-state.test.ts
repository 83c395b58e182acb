import { describe, expect, it } from 'vitest'
import { windowPlace } from './window-state.ts'

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 }
const LEFT = { x: -1280, y: 0, width: 1280, height: 1024 }
const left = (x: number, y: number, width = 1000, height = 700, maximised = false) => ({
  bounds: { x, y, width, height },
  maximised,
})

describe('a window', () => {
  it('opens as it was left', () => {
    expect(windowPlace(left(100, 50, 1000, 700, true), [SCREEN], [])).toEqual({
      ...{ place: { x: 100, y: 50, width: 1000, height: 700 }, width: 1000, height: 700, maximised: true },
    })
    expect(windowPlace(left(-1200, 10), [SCREEN, LEFT], []).place).toMatchObject({ x: -1200 })
  })

  it.each([
    ['on a screen that is gone', left(-1200, 10)],
    ['under the edge', left(100, 1070)],
    ['above the edge', left(100, -30)],
    ['with a sliver on the screen', left(1850, 10)],
    ['as nobody can leave one', { bounds: { x: 'a' }, maximised: 'no' }],
    ['never', undefined],
  ])('opens in the middle when it was left %s', (_, stored) => {
    expect(windowPlace(stored, [SCREEN], [])).toEqual({ place: null, width: 1440, height: 900, maximised: false })
  })

  it('fits its screen, and is never too small to use', () => {
    expect(windowPlace(left(0, 0, 5000, 5000), [SCREEN], []).place).toMatchObject({ width: 1920, height: 1080 })
    expect(windowPlace(left(0, 0, 130, 50), [SCREEN], [])).toMatchObject({ width: 800, height: 560 })
    expect(windowPlace(undefined, [{ ...SCREEN, width: 1280, height: 800 }], [])).toMatchObject({
      width: 1280,
      height: 800,
    })
  })

  it('does not hide the one before', () => {
    const first = { x: 100, y: 50, width: 1000, height: 700 }
    const second = windowPlace(left(100, 50), [SCREEN], [first]).place
    expect(second).toMatchObject({ x: 128, y: 78 })
    expect(windowPlace(left(1780, 1020), [SCREEN], [{ ...first, x: 1780, y: 1020 }]).place).toBeNull()
  })
})
