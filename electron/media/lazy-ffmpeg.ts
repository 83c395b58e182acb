import type { FfmpegDoor } from './ffmpeg.ts'

/** A door that is opened when somebody first goes through it, so that what needs no ffmpeg works without one. */
export function lazyFfmpeg(open: () => FfmpegDoor): FfmpegDoor & { readonly opened: () => boolean } {
  let opened: FfmpegDoor | undefined
  const door = () => {
    opened ??= open()
    return opened
  }
  return {
    get hasFfprobe() {
      return door().hasFfprobe
    },
    opened: () => opened !== undefined,
    version: async () => door().version(),
    report: async (kind, args, options) => door().report(kind, args, options),
    run: async (command, job) => door().run(command, job),
    measure: async (command, job) => door().measure(command, job),
    async *stream(command, job) {
      yield* door().stream(command, job)
    },
    killAll: async () => opened?.killAll(),
  }
}
