import { describe, expect, it } from 'vitest'
import { columnsOf } from './wave-shape.ts'

const wave = { rate: 2, peaks: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] }

describe('the columns of a wave', () => {
  it('show the loudest peak of each stretch', () => {
    expect(columnsOf(wave, 0, 3, 3)).toEqual([0.2, 0.4, 0.6])
    expect(columnsOf(wave, 0, 3, 1)).toEqual([0.6])
  })

  it('show a window of it', () => {
    expect(columnsOf(wave, 1, 2, 2)).toEqual([0.3, 0.4])
  })

  it('repeat a peak that is wider than a column', () => {
    expect(columnsOf(wave, 0, 1, 4)).toEqual([0.1, 0.1, 0.2, 0.2])
  })

  it('are silent before and after the sound', () => {
    expect(columnsOf(wave, -1, 4, 5)).toEqual([0, 0.2, 0.4, 0.6, 0])
    expect(columnsOf({ rate: 100, peaks: [] }, 0, 1, 2)).toEqual([0, 0])
  })
})
