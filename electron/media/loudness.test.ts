import { describe, expect, it } from 'vitest'
import { parseLoudness } from './loudness.ts'

const report = (integrated: string, peak: string) =>
  `[Parsed_loudnorm_1 @ 0x55] \n{\n\t"input_i" : "${integrated}",\n\t"input_tp" : "${peak}",\n\t"input_lra" : "0.00"\n}\n`

describe('parseLoudness', () => {
  it('reads the levels of a sound', () => {
    expect(parseLoudness(report('-23.05', '-3.40'))).toEqual({ integrated: -23.05, truePeak: -3.4 })
  })

  it('says that silence has no loudness', () => {
    expect(parseLoudness(report('-inf', '-inf'))).toBeNull()
    expect(parseLoudness(report('-70.00', '-inf'))).toBeNull()
  })

  it('refuses what is no report', () => {
    expect(() => parseLoudness('Error while filtering')).toThrow(/could not be measured/)
  })
})
