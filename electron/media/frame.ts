import type { MediaJob } from '#shared/node/media.ts'
import { colourOf, colourTags } from './colour.ts'
import { MediaError } from './door.ts'
import type { FfmpegDoor } from './ffmpeg.ts'
import { type Probe, type ProbedPicture, probeFile } from './probe.ts'

/** How far before the wanted moment decoding begins to keep frames; ffmpeg itself goes back to a key frame. */
const TAIL_SECONDS = 2

/** One way of reading up to the wanted frame. */
interface Reading {
  readonly inputOptions: readonly string[]
  readonly filter: string
  /** The wanted moment on the clock of the frames that come out. */
  readonly moment: number
}

/**
 * Writes one frame as PNG, upright: the first, the last that really decodes, or the one on screen at `at` seconds (the last where
 * `at` is past the end). A still gives itself. Throws a MediaError where there is no picture.
 */
export async function grabFrameOf(
  door: FfmpegDoor,
  input: string,
  output: string,
  at: 'first' | 'last' | number,
  job: MediaJob,
): Promise<void> {
  const probe = await probeFile(door, input, undefined, job.signal)
  const { picture } = probe
  if (picture === null)
    throw new MediaError('There is no picture to take a frame from: the file holds only sound.', input)
  const write = ({ inputOptions, filter }: Omit<Reading, 'moment'>, frame: number) =>
    door.run(
      {
        inputs: [{ path: input, options: inputOptions }],
        filter: `[0:v:0]${colourTags(colourOf(picture))},${filter}select=eq(n\\,${frame}),format=${picture.alpha ? 'rgba' : 'rgb24'}[v]`,
        outputOptions: [
          '-map',
          '[v]',
          '-frames:v',
          '1',
          '-update',
          '1',
          '-c:v',
          'png',
          '-fflags',
          '+bitexact',
          '-f',
          'image2',
        ],
        output,
        seconds: 0,
      },
      job,
    )
  if (probe.kind === 'image' || at === 'first' || (at !== 'last' && at <= 0)) {
    await write({ inputOptions: [], filter: 'trim=end_frame=1,' }, 0)
    return
  }
  for (const reading of readings(probe, picture, at === 'last' ? probe.seconds : at, at === 'last')) {
    const frame = await frameAt(door, input, reading, job)
    if (frame === null) continue
    await write(reading, frame)
    return
  }
  throw new MediaError('No frame of the video could be decoded: it is damaged; make or fetch it again.', input)
}

/** The short reading first; the whole file where nothing decodes in its tail (one very long last picture, a damaged end). */
function readings(probe: Probe, picture: ProbedPicture, wanted: number, toEnd: boolean): readonly Reading[] {
  // Time 0 is the picture's start, which may be later than the file's.
  const late = picture.startSeconds - probe.startSeconds
  const read = (from: number): Reading => {
    const moment = wanted + late - from
    return {
      inputOptions: from === 0 ? [] : ['-ss', from.toFixed(6)],
      // A second more than needed: where the wanted frame ends is known only when the next one begins.
      filter: toEnd ? '' : `trim=end=${(moment + 1).toFixed(6)},`,
      moment: toEnd ? Number.POSITIVE_INFINITY : moment,
    }
  }
  const from = Math.min(wanted, probe.seconds) + late - TAIL_SECONDS
  return from > 0 ? [read(from), read(0)] : [read(0)]
}

/** The number of the last frame that decodes and begins by the wanted moment, null where none does. */
async function frameAt(door: FfmpegDoor, input: string, reading: Reading, job: MediaJob): Promise<number | null> {
  const command = {
    inputs: [{ path: input, options: reading.inputOptions }],
    filter: `[0:v:0]${reading.filter}showinfo=checksum=0[v]`,
    outputOptions: ['-map', '[v]', '-fps_mode', 'passthrough'],
  }
  const stderr = await door.measure(command, { signal: job.signal, progress: () => {} })
  const base = /showinfo[^\n]*config in time_base: (\d+)\/(\d+)/.exec(stderr)
  const tick = Number(base?.[1] ?? 1) / Number(base?.[2] ?? 1e6)
  let found: number | null = null
  for (const [, number, pts] of stderr.matchAll(/showinfo[^\n]*\] n: *(\d+) pts: *(-?\d+) /g)) {
    // Half a tick for containers that round times to milliseconds; the first frame serves every earlier moment.
    if (found === null || (Number(pts) - 0.5) * tick <= reading.moment) found = Number(number)
  }
  return found
}
