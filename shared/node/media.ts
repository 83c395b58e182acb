import type { MediaFacts, SequenceValue } from '../graph/values.ts'

/** An exact rate, `numerator / denominator` frames per second. */
export interface Rational {
  readonly num: number
  readonly den: number
}

/** The format every clip of a film shares, so that clips join by stream copy. */
export interface ConformProfile {
  readonly width: number
  readonly height: number
  readonly fps: Rational
  /** `fit` pads with `background`, `fill` crops, `blur` pads with a blurred copy, `stretch` ignores the aspect ratio. */
  readonly fit: 'fit' | 'fill' | 'blur' | 'stretch'
  /** `#rrggbb`. */
  readonly background: string
  /** Integrated loudness in LUFS (EBU R128), null leaves the level as it is. */
  readonly lufs: number | null
  /** Ceiling in dBTP that caps the gain. */
  readonly truePeak: number
}

export interface MediaJob {
  readonly signal: AbortSignal
  /** 0..1, monotonic. */
  readonly progress: (fraction: number) => void
}

/** A memoised step of a longer job: the same fingerprint gives the same file without making it again. */
export type Memo = (
  name: string,
  fingerprint: import('../json.ts').JsonObject,
  extension: string,
  produce: (output: string) => Promise<void>,
) => Promise<string>

export interface AssembleOptions {
  readonly profile: ConformProfile
  /** AAC bit rate in bits per second. */
  readonly audioBitrate: number
  readonly memo: Memo
  /** Local path of a clip's or track's blob. */
  readonly open: (digest: string) => Promise<string>
  /** Folder for scratch files. */
  readonly temp: string
}

/** What nodes may ask of ffmpeg. Paths are local files; outputs are written whole or not at all. */
export interface MediaTools {
  /** Probes a file. Throws a MediaError with a sentence where it is no readable media of `expected` kind. */
  probe(path: string, expected?: 'image' | 'video' | 'audio'): Promise<MediaFacts>
  /** Writes `input` in the profile's format (H.264 + FLAC in mp4). */
  conform(input: string, output: string, profile: ConformProfile, job: MediaJob): Promise<void>
  /** Writes one frame as PNG: the first, the last, or the one on screen at `at` seconds. */
  grabFrame(input: string, output: string, at: 'first' | 'last' | number, job: MediaJob): Promise<void>
  /** Renders a sequence to one mp4 (H.264 + AAC): cached segments, stream copy, sound mixed once. */
  assemble(sequence: SequenceValue, output: string, options: AssembleOptions, job: MediaJob): Promise<void>
}
