import { describe, expect, it } from 'vitest'
import type { NumberParam } from '#shared/node/params.ts'
import { hasSlider, stepped, stepsIn, within } from './number-gestures.ts'

const gain: NumberParam = { kind: 'number', label: 'Gain', default: 0, min: -96, max: 24 }
const width: NumberParam = {
  kind: 'number',
  label: 'Width',
  default: null,
  integer: true,
  min: 16,
  max: 16384,
  step: 2,
}
const plain = { shiftKey: false, altKey: false }

describe('changing a number without typing', () => {
  it('has a slider where a pixel of it is about a step', () => {
    expect(hasSlider(gain)).toBe(true)
    expect(hasSlider(width)).toBe(false)
    expect(hasSlider({ kind: 'number', label: '', default: 0, min: 0 })).toBe(false)
    expect(hasSlider({ kind: 'number', label: '', default: 0, min: 0, max: 1, step: 0.01 })).toBe(true)
  })

  it('stays within its bounds', () => {
    expect(stepped(gain, 20, 1, { ...plain, shiftKey: true })).toBe(24)
    expect(stepped(gain, 0, 3, { ...plain, altKey: true })).toBe(0.3)
    expect(stepped(width, 1920, -1, plain)).toBe(1918)
    expect(stepped(width, 1920, 1, { ...plain, altKey: true })).toBe(1920)
    expect(within(width, 3)).toBe(16)
  })

  it('counts steps of a drag both ways', () => {
    expect([stepsIn(3), stepsIn(9), stepsIn(-9)]).toEqual([0, 2, -2])
  })
})
