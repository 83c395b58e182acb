import { describe, expect, it } from 'vitest'
import { createPeakMeter } from './peaks.ts'

function bytesOf(...samples: number[]): Uint8Array {
  return new Uint8Array(Int16Array.from(samples).buffer)
}

describe('a peak meter', () => {
  it('keeps the loudest sample of each stretch, either way', () => {
    const meter = createPeakMeter({ samplesPerPeak: 3, rate: 30 })
    meter.take(bytesOf(0, 16384, -8192, 0, -32768, 100))
    expect(meter.result()).toEqual({ rate: 10, peaks: [0.5, 1] })
  })

  it('gives the rest at the end, and nothing for nothing', () => {
    const meter = createPeakMeter({ samplesPerPeak: 4, rate: 8 })
    expect(meter.result().peaks).toEqual([])
    meter.take(bytesOf(0, 0, 0, 0, 3277))
    expect(meter.result().peaks).toEqual([0, 0.1])
  })

  it('reads the same from chunks that cut samples in two', () => {
    const bytes = bytesOf(...Array.from({ length: 50 }, (_, index) => index * 600 * (index % 2 ? 1 : -1)))
    const whole = createPeakMeter({ samplesPerPeak: 7 })
    whole.take(bytes)
    const pieces = createPeakMeter({ samplesPerPeak: 7 })
    for (let at = 0; at < bytes.length; at += 3) pieces.take(bytes.subarray(at, at + 3))
    expect(pieces.result()).toEqual(whole.result())
  })

  it('keeps a long sound in bounds: half as many peaks a second, none of them lost', () => {
    const meter = createPeakMeter({ samplesPerPeak: 1, mostPeaks: 8, rate: 64 })
    const samples = Array.from({ length: 64 }, () => 0)
    samples[41] = -32768
    meter.take(bytesOf(...samples))
    const { rate, peaks } = meter.result()
    expect(peaks.length).toBeLessThanOrEqual(8)
    expect(peaks[Math.floor((41 / 64) * rate)]).toBe(1)
    expect(peaks.filter((peak) => peak > 0)).toHaveLength(1)
    expect(peaks.length / rate).toBe(1)
  })
})
