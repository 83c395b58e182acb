import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ConformProfile, MediaJob } from '#shared/node/media.ts'
import { alignedSound, conformPlan } from './conform-graph.ts'
import { survey } from './conforming.ts'
import { MediaError } from './door.ts'
import { checkProfile } from './encoding.ts'
import type { FfmpegDoor } from './ffmpeg.ts'
import { gainTo, measureLoudness } from './loudness.ts'
import { probeFile } from './probe.ts'
import { shareProgress } from './share-progress.ts'

export interface ConformOptions {
  /** Seconds a still is shown for; without it stills are refused. */
  readonly stillSeconds?: number
}

/**
 * Writes `input` in the profile's format (H.264 and lossless FLAC in mp4), with exactly the frames and samples of its length, and
 * checks the result. Throws a MediaError for stills (unless told how long), files without a picture, and damaged ones. Resolves to
 * the number of frames.
 */
export async function conformFile(
  door: FfmpegDoor,
  input: string,
  output: string,
  profile: ConformProfile,
  job: MediaJob,
  { stillSeconds }: ConformOptions = {},
): Promise<number> {
  checkProfile(profile)
  const probe = await probeFile(door, input, stillSeconds === undefined ? 'video' : undefined, job.signal)
  const { picture } = probe
  const name = basename(input)
  if (picture === null) throw new MediaError(`${name} holds only sound: use it as a track.`, input)

  const measures = profile.lufs !== null && probe.sound !== null
  const [measuring, encoding] = shareProgress(job.progress, [measures ? 1 : 0, 9])
  const gainDb = measures
    ? await measuredGain(door, input, alignedSound(probe, picture), profile, { ...job, progress: measuring })
    : 0
  measuring(1)

  const plan = conformPlan(probe, picture, profile, { stillSeconds: stillSeconds ?? 0, gainDb })
  const { inputOptions, filter, outputOptions, seconds, frames } = plan
  const inputs = [{ path: input, options: inputOptions }]
  const stderr = await door.run({ inputs, filter, outputOptions, output, seconds }, { ...job, progress: encoding })
  try {
    if (/partial file|File ended prematurely|stream 0, offset .*: partial/.test(stderr)) {
      throw new MediaError(`${name} is incomplete: its last part is missing; make or fetch it again.`, stderr)
    }
    await confirm(door, output, name, profile, frames, stderr, job.signal)
  } catch (error) {
    await rm(output, { force: true })
    throw error
  }
  return frames
}

async function confirm(
  door: FfmpegDoor,
  output: string,
  name: string,
  profile: ConformProfile,
  frames: number,
  stderr: string,
  signal: AbortSignal,
): Promise<void> {
  if (!door.hasFfprobe) return
  const result = await survey(door, output, profile, true, signal)
  if (result.frames < frames) {
    throw new MediaError(
      `${name} is incomplete: only ${result.frames} of ${frames} frames could be read; make or fetch it again.`,
      stderr,
    )
  }
  if (result.differences.length > 0) {
    throw new MediaError(
      `${name} could not be brought into the project’s format (${result.differences[0]}): report it with the file.`,
      stderr,
    )
  }
}

async function measuredGain(
  door: FfmpegDoor,
  input: string,
  sound: string,
  profile: ConformProfile,
  job: MediaJob,
): Promise<number> {
  const loudness = await measureLoudness(door, [{ path: input, options: ['-vn'] }], `${sound}[sound]`, job)
  return gainTo(loudness, profile.lufs, profile.truePeak)
}
