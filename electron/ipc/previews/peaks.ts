import type { Peaks } from '#shared/ipc/previews.ts'
import { type Ffmpeg, MediaError } from '../../media/door.ts'

/** Samples a second that the sound is read at: more than a drawn wave can show. */
const SAMPLE_RATE = 8_000
/** Samples that make one peak at the finest: a hundred peaks a second. */
const SAMPLES_PER_PEAK = 80
/** Most peaks kept; a longer sound gets half as many a second, and half again. */
const MOST_PEAKS = 60_000
const FULL_SCALE = 32_768

/** Reduces 16-bit mono samples to peaks as they come; what is held never grows past `mostPeaks`. */
export function createPeakMeter({
  samplesPerPeak = SAMPLES_PER_PEAK,
  mostPeaks = MOST_PEAKS,
  rate = SAMPLE_RATE,
} = {}) {
  let peaks: number[] = []
  let size = samplesPerPeak
  let count = 0
  let loudest = 0
  /** The first half of a sample that was cut in two. */
  let low: number | null = null

  const end = () => {
    peaks.push(loudest)
    loudest = 0
    count = 0
    if (peaks.length < mostPeaks) return
    const half: number[] = []
    for (let index = 0; index < peaks.length; index += 2) half.push(Math.max(peaks[index] ?? 0, peaks[index + 1] ?? 0))
    peaks = half
    size *= 2
  }
  const sample = (first: number, second: number) => {
    const value = first | (second << 8)
    loudest = Math.max(loudest, Math.abs(value >= FULL_SCALE ? value - 2 * FULL_SCALE : value))
    if (++count === size) end()
  }
  return {
    take(chunk: Uint8Array): void {
      for (const byte of chunk) {
        if (low === null) {
          low = byte
        } else {
          sample(low, byte)
          low = null
        }
      }
    },
    result(): Peaks {
      const last = count > 0 ? [loudest] : []
      return {
        rate: rate / size,
        peaks: [...peaks, ...last].map((peak) => Math.round((peak / FULL_SCALE) * 1000) / 1000),
      }
    },
  }
}

/** The wave of the first sound of a file; a MediaError where it has none. */
export async function readPeaks(door: Ffmpeg, path: string, signal: AbortSignal): Promise<Peaks> {
  const meter = createPeakMeter()
  const outputOptions = ['-map', '0:a:0', '-vn', '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le']
  const samples = door.stream(
    { inputs: [{ path, options: ['-threads', '1'] }], outputOptions, gently: true },
    { signal, progress: () => {} },
  )
  for await (const chunk of samples) meter.take(chunk)
  const result = meter.result()
  if (result.peaks.length === 0) throw new MediaError('There is no sound in the file.', path)
  return result
}
