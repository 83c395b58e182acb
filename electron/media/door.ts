import type { MediaJob } from '#shared/node/media.ts'

/** One ffmpeg process, as data. Paths are local files; protocols are limited to them. */
export interface FfmpegCommand {
  readonly inputs: readonly { readonly path: string; readonly options?: readonly string[] }[]
  /** A whole `-filter_complex` graph. */
  readonly filter?: string
  /** Everything between the filter graph and the output path, `-map`s included. */
  readonly outputOptions: readonly string[]
  readonly output: string
  /** Length of the result in seconds, for progress; 0 where unknown. */
  readonly seconds: number
  /** It gives way to other processes where the system can: for what nobody waits for. */
  readonly gently?: true
}

/** The one door to ffmpeg. */
export interface Ffmpeg {
  /** Writes `output` whole (to a temporary name first, renamed when complete) or throws a MediaError; resolves to stderr. */
  run(command: FfmpegCommand, job: MediaJob): Promise<string>
  /** Runs a command whose result is what it prints on stderr (measurements); nothing is written. */
  measure(command: Omit<FfmpegCommand, 'output' | 'seconds'>, job: MediaJob): Promise<string>
  /** Raw samples or frames as they are decoded, chunk by chunk, never whole in memory. */
  stream(command: Omit<FfmpegCommand, 'output' | 'seconds'>, job: MediaJob): AsyncIterable<Uint8Array>
  /** Ends every process this door started; for shutdown. */
  killAll(): Promise<void>
}

/** ffmpeg could not do it. The message is a sentence for a person; `detail` has the command and ffmpeg's own last lines. */
export class MediaError extends Error {
  readonly detail: string
  constructor(message: string, detail = '', options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'MediaError'
    this.detail = detail
  }
}
