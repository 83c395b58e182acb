import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SequenceValue } from '#shared/graph/values.ts'
import type { ConformProfile, MediaJob, Rational } from '#shared/node/media.ts'
import type { Timeline } from './assemble-plan.ts'
import { type Ffmpeg, type FfmpegCommand, MediaError } from './door.ts'
import { SAMPLE_RATE } from './encoding.ts'
import { gainTo, measureLoudness } from './loudness.ts'
import { sampleAt } from './rational.ts'
import { shareProgress } from './share-progress.ts'

/** One sound of the mix; everything in samples. */
export interface Voice {
  /** Index into the mix's files. */
  readonly file: number
  /** Stretch of the source that is heard. */
  readonly from: number
  readonly to: number
  /** Where it begins in the mix. */
  readonly start: number
  readonly gainDb: number
  readonly fadeIn: number
  readonly fadeOut: number
  /** `qsin` keeps the power of two sounds that cross, `tri` is a straight line. */
  readonly curve: 'qsin' | 'tri'
}

/** Sounds mixed in one process: open files and memory stay bounded however long the film. */
const VOICES_AT_ONCE = 48
const RAW = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '2'] as const

/** The sound of every clip, crossing over where clips dissolve. Files have the clips' indexes. */
export function clipVoices(timeline: Timeline, clips: SequenceValue['clips'], fps: Rational): readonly Voice[] {
  const at = (frame: number) => sampleAt(frame, fps, SAMPLE_RATE)
  return timeline.clips.map((clip, index) => {
    const [start, end] = [at(clip.start), at(clip.start + clip.to - clip.from)]
    const from = at(clip.from)
    return {
      ...{ file: index, from, to: from + end - start, start, gainDb: clips[index]?.gainDb ?? 0, curve: 'qsin' },
      fadeIn: at(clip.start + clip.dissolveIn) - start,
      fadeOut: end - at(clip.start + clip.to - clip.from - clip.dissolveOut),
    }
  })
}

/** The sounds under the clips, cut at the film's end. Files are numbered from `firstFile`. Throws a MediaError naming the track. */
export function trackVoices(tracks: SequenceValue['tracks'], firstFile: number, end: number): readonly Voice[] {
  const samples = (seconds: number) => Math.round(seconds * SAMPLE_RATE)
  return tracks.flatMap((track, index): Voice[] => {
    if (track.source.facts.audioCodec === undefined) {
      throw new MediaError(`Track ${index + 1} has no sound: choose a file with an audio stream.`)
    }
    const early = Math.max(0, -samples(track.start))
    const from = Math.max(0, samples(track.in)) + early
    const start = Math.max(0, samples(track.start))
    const source = track.source.facts.seconds
    const available = source === undefined ? samples(track.out) : Math.min(samples(track.out), samples(source))
    if (samples(track.out) <= Math.max(0, samples(track.in))) {
      throw new MediaError(
        `Track ${index + 1} plays nothing (${track.in} s to ${track.out} s): move its in or out point.`,
      )
    }
    const to = Math.min(available, from + end - start)
    if (to <= from) return []
    const half = to - from
    const fade = (seconds: number) => Math.min(half, Math.max(0, samples(seconds)))
    const { gainDb } = track
    return [
      {
        file: firstFile + index,
        from,
        to,
        start,
        gainDb,
        fadeIn: fade(track.fadeIn),
        fadeOut: fade(track.fadeOut),
        curve: 'tri',
      },
    ]
  })
}

type Source = FfmpegCommand['inputs'][number]

/** The filter graph that mixes `voices` (their inputs in the same order) to exactly `length` samples. Pure. */
export function mixGraph(voices: readonly Voice[], length: number): string {
  const exact = `apad,atrim=end_sample=${length},asetpts=N/SR/TB[mix]`
  if (voices.length === 0) return `anullsrc=r=${SAMPLE_RATE}:cl=stereo,${exact}`
  const chains = voices.map(({ from, to, start, gainDb, fadeIn, fadeOut, curve }, index) =>
    [
      `[${index}:a:0]aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.01:first_pts=0:resampler=soxr:precision=20`,
      'aformat=sample_fmts=fltp:channel_layouts=stereo',
      `atrim=start_sample=${from}:end_sample=${to}`,
      'asetpts=N/SR/TB',
      ...(fadeIn > 0 ? [`afade=t=in:ss=0:ns=${fadeIn}:curve=${curve}`] : []),
      ...(fadeOut > 0 ? [`afade=t=out:ss=${to - from - fadeOut}:ns=${fadeOut}:curve=${curve}`] : []),
      ...(gainDb === 0 ? [] : [`volume=${gainDb.toFixed(2)}dB:precision=float`]),
      ...(start > 0 ? [`adelay=${start}S:all=1`] : []),
    ]
      .join(',')
      .concat(`[s${index}]`),
  )
  const labels = voices.map((_, index) => `[s${index}]`).join('')
  return `${chains.join(';')};${labels}amix=inputs=${voices.length}:normalize=0:dropout_transition=0,${exact}`
}

/**
 * Mixes all sounds once, brings the mix to the profile's loudness (one gain, capped by its true peak) and encodes it to AAC.
 * `length` is the film's in samples.
 */
export async function mixSound(
  ffmpeg: Ffmpeg,
  voices: readonly Voice[],
  files: readonly string[],
  length: number,
  profile: Pick<ConformProfile, 'lufs' | 'truePeak'>,
  { output, bitrate, temp }: { output: string; bitrate: number; temp: string },
  job: MediaJob,
): Promise<void> {
  const [mixing, measuring, encoding] = shareProgress(job.progress, [5, 2, 3])
  // Raw floats are large: gone as soon as the encoder has read them.
  const scratch = await mkdtemp(join(temp, 'mix-'))
  try {
    const mix = await mixRaw(ffmpeg, voices, (file) => ({ path: files[file] ?? '' }), length, scratch, {
      ...job,
      progress: mixing,
    })
    mixing(1)
    const source = { path: mix, options: RAW }
    const measure = { ...job, progress: measuring }
    const measured =
      profile.lufs === null ? null : await measureLoudness(ffmpeg, [source], '[0:a:0]anull[sound]', measure)
    measuring(1)
    const gain = gainTo(measured, profile.lufs, profile.truePeak)
    const outputOptions = [
      ...['-map', '[a]', '-c:a', 'aac', '-b:a', String(bitrate), '-threads', '1', '-map_metadata', '-1'],
      ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-f', 'mp4'],
    ]
    const filter = `[0:a:0]volume=${gain.toFixed(2)}dB:precision=float[a]`
    const seconds = length / SAMPLE_RATE
    await ffmpeg.run({ inputs: [source], filter, outputOptions, output, seconds }, { ...job, progress: encoding })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Mixes to a raw file of 32-bit floats: nothing clips before the gain. Many voices are mixed in neighbouring groups first. */
async function mixRaw(
  ffmpeg: Ffmpeg,
  voices: readonly Voice[],
  sourceOf: (file: number) => Source,
  length: number,
  temp: string,
  job: MediaJob,
  level = 0,
): Promise<string> {
  const render = async (
    group: readonly Voice[],
    samples: number,
    name: string,
    progress: MediaJob['progress'],
  ): Promise<string> => {
    const output = join(temp, `${name}.f32le`)
    const inputs = group.map(({ file }) => sourceOf(file))
    const outputOptions = ['-map', '[mix]', '-c:a', 'pcm_f32le', ...RAW]
    const seconds = samples / SAMPLE_RATE
    await ffmpeg.run({ inputs, filter: mixGraph(group, samples), outputOptions, output, seconds }, { ...job, progress })
    return output
  }
  if (voices.length <= VOICES_AT_ONCE) return render(voices, length, `mix-${level}`, job.progress)

  const sorted = [...voices].sort((a, b) => a.start - b.start)
  const groups: Voice[][] = []
  for (let index = 0; index < sorted.length; index += VOICES_AT_ONCE)
    groups.push(sorted.slice(index, index + VOICES_AT_ONCE))
  const shares = shareProgress(job.progress, [...groups.map(() => 1), 1])
  const paths: string[] = []
  const mixed: Voice[] = []
  for (const [file, group] of groups.entries()) {
    const start = Math.min(...group.map((voice) => voice.start))
    const samples = Math.max(...group.map((voice) => voice.start + voice.to - voice.from)) - start
    const shifted = group.map((voice) => ({ ...voice, start: voice.start - start }))
    paths.push(await render(shifted, samples, `mix-${level}-${file}`, shares[file] ?? (() => {})))
    mixed.push({ file, from: 0, to: samples, start, gainDb: 0, fadeIn: 0, fadeOut: 0, curve: 'tri' })
  }
  const rest = { ...job, progress: shares[groups.length] ?? (() => {}) }
  return mixRaw(ffmpeg, mixed, (file) => ({ path: paths[file] ?? '', options: RAW }), length, temp, rest, level + 1)
}
