import type { MediaTools } from '#shared/node/media.ts'
import { assembleSequence } from './assemble.ts'
import { conformFile } from './conform.ts'
import type { FfmpegDoor } from './ffmpeg.ts'
import { grabFrameOf } from './frame.ts'
import { factsOf, probeFile } from './probe.ts'

/** What nodes may ask of ffmpeg, through the one door. */
export function createMediaTools(door: FfmpegDoor): MediaTools {
  return {
    probe: async (path, expected) => factsOf(await probeFile(door, path, expected)),
    conform: async (input, output, profile, job) => {
      await conformFile(door, input, output, profile, job)
    },
    grabFrame: (input, output, at, job) => grabFrameOf(door, input, output, at, job),
    assemble: (sequence, output, options, job) => assembleSequence(door, sequence, output, options, job),
  }
}
