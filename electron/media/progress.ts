/** What one line of ffmpeg's `-progress` report says. */
export interface ProgressReport {
  readonly key: string
  readonly value: string
}

/** Keys of `-progress` blocks; `stream_0_0_q`-like ones are matched by pattern. From ffmpeg's `print_report`. */
const KEYS = new Set([
  'frame',
  'fps',
  'bitrate',
  'total_size',
  'out_time_us',
  'out_time_ms',
  'out_time',
  'dup_frames',
  'drop_frames',
  'speed',
  'progress',
])

/** The report a stderr line carries, or null for a line that is no part of a progress block. */
export function parseProgressLine(line: string): ProgressReport | null {
  const match = /^([a-z_0-9]+)=\s*(\S*)\s*$/.exec(line)
  if (match === null) return null
  const [, key = '', value = ''] = match
  return KEYS.has(key) || /^stream_\d+_\d+_[a-z]+$/.test(key) ? { key, value } : null
}

/**
 * Turns progress reports into a fraction 0..1 that never falls, of a result `seconds` long; null where a report moves nothing
 * (an unknown length, `N/A`, a negative time before the first frame). `progress=end` is 1.
 */
export function createProgress(seconds: number): (report: ProgressReport) => number | null {
  let reached = 0
  const advance = (fraction: number): number | null => {
    if (!(fraction > reached)) return null
    reached = Math.min(1, fraction)
    return reached
  }
  return ({ key, value }) => {
    if (key === 'progress') return value === 'end' ? advance(1) : null
    // out_time_ms is microseconds too, by an old mistake of ffmpeg's; out_time_us says so.
    if (key !== 'out_time_us' || seconds <= 0) return null
    const microseconds = Number(value)
    return Number.isFinite(microseconds) ? advance(Math.min(1, microseconds / 1e6 / seconds)) : null
  }
}
