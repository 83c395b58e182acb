import { z } from 'zod'
import type { MediaJob } from '#shared/node/media.ts'
import { type Ffmpeg, type FfmpegCommand, MediaError } from './door.ts'

/** loudnorm writes levels as text, that of silence as `-inf`, which zod takes for no number. */
const zLevel = z.string().transform((text) => Number(text.replace(/^(-?)inf$/, '$1Infinity')))
const zLoudnorm = z.object({ input_i: zLevel, input_tp: zLevel })

/** Integrated loudness in LUFS and true peak in dBTP (EBU R128); null for silence and for sounds too short to have a loudness. */
export interface Loudness {
  readonly integrated: number
  readonly truePeak: number
}

/**
 * Measures a sound. `filter` prepares it and ends in the label `[sound]`.
 */
export async function measureLoudness(
  ffmpeg: Ffmpeg,
  inputs: FfmpegCommand['inputs'],
  filter: string,
  job: MediaJob,
): Promise<Loudness | null> {
  const graph = `${filter};[sound]loudnorm=print_format=json[measured]`
  const stderr = await ffmpeg.measure({ inputs, filter: graph, outputOptions: ['-map', '[measured]'] }, job)
  return parseLoudness(stderr)
}

/** Reads what `loudnorm=print_format=json` printed last. */
export function parseLoudness(stderr: string): Loudness | null {
  const json = stderr.slice(stderr.lastIndexOf('{'), stderr.lastIndexOf('}') + 1)
  const parsed = zLoudnorm.safeParse(json === '' ? null : JSON.parse(json))
  if (!parsed.success)
    throw new MediaError('The loudness of a sound could not be measured: run `reelay doctor` to check ffmpeg.', stderr)
  const { input_i: integrated, input_tp: truePeak } = parsed.data
  // R128 gates at -70 LUFS: at or below it there is nothing to hear, and no gain would be right.
  return integrated > -70 && Number.isFinite(truePeak) ? { integrated, truePeak } : null
}

/**
 * The gain in dB that brings a sound to `lufs` without its true peak passing the ceiling. A plain gain: dynamics stay as they are,
 * and a sound with high peaks stays below the target.
 */
export function gainTo(loudness: Loudness | null, lufs: number | null, truePeak: number): number {
  if (loudness === null || lufs === null) return 0
  const gain = Math.min(lufs - loudness.integrated, truePeak - loudness.truePeak)
  return Math.round(gain * 100) / 100
}
