import { describe, expect, it } from 'vitest'
import { dollars, toMicros, toUsd } from './money.ts'

describe('money', () => {
  it('sums exactly', () => {
    expect(toMicros(0.1) + toMicros(0.2)).toBe(toMicros(0.3))
    expect(toMicros(1.1) * 3).toBe(toMicros(3.3))
  })

  it('rounds a fraction of a millionth up', () => {
    expect(toMicros(0.000_000_1)).toBe(1)
    expect(toMicros(0)).toBe(0)
  })

  it('goes there and back, and prints', () => {
    expect(toUsd(toMicros(0.4))).toBe(0.4)
    expect(dollars(toMicros(0.4))).toBe('$0.40')
    expect(dollars(toMicros(12))).toBe('$12.00')
    expect(dollars(toMicros(0.0125))).toBe('$0.0125')
  })
})
