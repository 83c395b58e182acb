import { describe, expect, it } from 'vitest'
import { createProgress, parseProgressLine } from './progress.ts'

/** Two blocks as ffmpeg 5.1 wrote them for a 4 s clip, with a warning between. */
const LINES = `frame=40
fps=0.00
stream_0_0_q=28.0
bitrate=   0.2kbits/s
total_size=48
out_time_us=1583333
out_time_ms=1583333
out_time=00:00:01.583333
dup_frames=0
drop_frames=0
speed=3.04x
progress=continue
[mp4 @ 0x55d0] Timestamps are unset in a packet for stream 0.
frame=96
fps=81.71
stream_0_0_q=-1.0
bitrate= 512.9kbits/s
total_size=253133
out_time_us=3916667
out_time_ms=3916667
out_time=00:00:03.916667
dup_frames=0
drop_frames=0
speed=3.33x
progress=end`.split('\n')

describe('progress', () => {
  it('tells report lines from warnings', () => {
    expect(LINES.filter((line) => parseProgressLine(line) === null)).toEqual([
      '[mp4 @ 0x55d0] Timestamps are unset in a packet for stream 0.',
    ])
    expect(parseProgressLine('bitrate=   0.2kbits/s')).toEqual({ key: 'bitrate', value: '0.2kbits/s' })
    expect(parseProgressLine('lavfi.signalstats.YAVG=16')).toBeNull()
    expect(parseProgressLine('title=two words')).toBeNull()
  })

  const fractions = (lines: readonly string[], seconds: number) => {
    const advance = createProgress(seconds)
    return lines.flatMap((line) => {
      const report = parseProgressLine(line)
      return (report === null ? null : advance(report)) ?? []
    })
  }

  it('gives fractions of the known length and ends at 1', () => {
    expect(fractions(LINES, 4)).toEqual([1583333 / 4e6, 3916667 / 4e6, 1])
  })

  it('never falls, never leaves 0..1', () => {
    const times = [
      'out_time_us=-66667',
      'out_time_us=2000000',
      'out_time_us=1000000',
      'out_time_us=9000000',
      'out_time_us=N/A',
    ]
    expect(fractions(times, 4)).toEqual([0.5, 1])
  })

  it('only knows the end where the length is unknown', () => {
    expect(fractions(LINES, 0)).toEqual([1])
  })
})
