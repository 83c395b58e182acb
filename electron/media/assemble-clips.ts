import { readFile, writeFile } from 'node:fs/promises'
import type { JsonObject } from '#shared/json.ts'
import type { AssembleOptions, MediaJob } from '#shared/node/media.ts'
import { conformFile } from './conform.ts'
import { type Survey, survey, zSurvey } from './conforming.ts'
import { MediaError } from './door.ts'
import { container, deliveryTags, type PictureProfile, pictureEncoding } from './encoding.ts'
import type { FfmpegDoor } from './ffmpeg.ts'
import { probeFile } from './probe.ts'
import { framesIn } from './rational.ts'

/** Raised when any step of the assembly writes other bytes for the same input. */
const BEHAVIOUR = 1

/** A clip that joins by stream copy. */
export interface ReadyClip {
  readonly path: string
  readonly frames: number
  /** Names the content without a path, for fingerprints. */
  readonly identity: JsonObject
}

/** What all cached steps of one assembly share in their fingerprints: the bytes depend on the ffmpeg build as well. */
export async function assemblyBase(door: FfmpegDoor, profile: PictureProfile): Promise<JsonObject> {
  const { width, height, fps, fit, background } = profile
  const format = { width, height, fps: `${fps.num}/${fps.den}`, fit, background }
  return { behaviour: BEHAVIOUR, toolchain: await door.version(), format }
}

/** Makes clips ready to join, each step once: those already in the profile as they are, the others conformed through the memo. */
export function clipPreparer(door: FfmpegDoor, base: JsonObject, { profile, memo, open }: AssembleOptions) {
  const surveyed = async (of: JsonObject, path: string, sound: boolean, signal: AbortSignal): Promise<Survey> => {
    const file = await memo('survey', { ...base, step: 'survey', of, sound }, 'json', async (output) => {
      await writeFile(output, JSON.stringify(await survey(door, path, profile, sound, signal)))
    })
    return zSurvey.parse(JSON.parse(await readFile(file, 'utf8')))
  }

  let asked: Promise<string> | undefined
  /** Parameter sets of this ffmpeg's encoding: a clip joins only if it has the same. */
  const ownParameters = (job: MediaJob): Promise<string> => {
    asked ??= (async () => {
      const { width, height, fps } = profile
      const source = { path: `color=c=black:s=${width}x${height}:r=${fps.num}/${fps.den}`, options: ['-f', 'lavfi'] }
      const path = await memo('reference', { ...base, step: 'reference' }, 'mp4', async (output) => {
        const outputOptions = ['-map', '[v]', ...pictureEncoding(profile), ...container(profile)]
        const filter = `[0:v]trim=end_frame=1,${deliveryTags(profile)}[v]`
        await door.run(
          { inputs: [source], filter, outputOptions, output, seconds: 0 },
          { signal: job.signal, progress: () => {} },
        )
      })
      return (await surveyed({ reference: true }, path, false, job.signal)).parameters
    })()
    return asked
  }

  return {
    async prepare(digest: string, job: MediaJob): Promise<ReadyClip> {
      const path = await open(digest)
      if (door.hasFfprobe) {
        const found = await surveyed({ digest }, path, true, job.signal)
        if (found.differences.length === 0 && found.parameters === (await ownParameters(job))) {
          return { path, frames: found.frames, identity: { digest } }
        }
      }
      // Loudness is brought to its target once, at the end.
      const conformed = await memo('conform', { ...base, step: 'conform', digest }, 'mp4', async (output) => {
        await conformFile(door, path, output, { ...profile, lufs: null }, job)
      })
      const identity = { conformed: digest }
      if (!door.hasFfprobe) {
        const { seconds } = await probeFile(door, conformed, 'video', job.signal)
        return { path: conformed, frames: framesIn(seconds, profile.fps), identity }
      }
      const { frames } = await surveyed(identity, conformed, true, job.signal)
      return { path: conformed, frames, identity }
    },

    /** Throws where a file that is to be copied does not have this ffmpeg's parameter sets. */
    async confirm(of: JsonObject, path: string, sound: boolean, job: MediaJob): Promise<void> {
      if (!door.hasFfprobe) return
      const [{ parameters }, own] = [await surveyed(of, path, sound, job.signal), await ownParameters(job)]
      if (parameters === own) return
      throw new MediaError(
        'Parts of the film were encoded differently and cannot be joined: clear the cached segments and run again.',
        path,
      )
    },
  }
}
