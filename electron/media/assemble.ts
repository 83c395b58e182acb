import { rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { SequenceValue } from '#shared/graph/values.ts'
import type { AssembleOptions, MediaJob } from '#shared/node/media.ts'
import { assemblyBase, clipPreparer, type ReadyClip } from './assemble-clips.ts'
import { concatList, encodeSegment } from './assemble-picture.ts'
import { planSegments, planTimeline, type Segment, segmentFrames } from './assemble-plan.ts'
import { clipVoices, mixSound, trackVoices } from './assemble-sound.ts'
import { MediaError } from './door.ts'
import { checkProfile, container, SAMPLE_RATE, ticksPerFrame } from './encoding.ts'
import type { FfmpegDoor } from './ffmpeg.ts'
import { inputGuards } from './formats.ts'
import { inParallel } from './parallel.ts'
import { zProbeReport } from './probe-report.ts'
import { sampleAt, secondsOf } from './rational.ts'
import { shareProgress } from './share-progress.ts'

/** Processes at once: an encoder uses two threads, but short pieces spend much of their time starting. */
const PROCESSES = Math.max(2, Math.floor(availableParallelism() / 2))

/**
 * Renders a sequence to one mp4 (H.264 + AAC), exact to the frame. Clips are copied wherever they can be; what must be encoded goes
 * through the memo piece by piece, so that a changed shot costs that shot and its joins. Throws a MediaError for an empty sequence
 * and for clips, dissolves and tracks that cannot be played as told, each named by its number.
 */
export async function assembleSequence(
  door: FfmpegDoor,
  sequence: SequenceValue,
  output: string,
  options: AssembleOptions,
  job: MediaJob,
): Promise<void> {
  const { profile, memo, temp } = options
  const { clips, tracks } = sequence
  checkProfile(profile)
  refuseUnplayable(sequence)
  const [preparing, encoding, mixing, joining] = shareProgress(job.progress, [4, 4, 2, 1])
  const base = await assemblyBase(door, profile)
  const preparer = clipPreparer(door, base, options)

  const digests = [...new Set(clips.map((clip) => clip.source.digest))]
  const prepareShares = shareProgress(
    preparing,
    digests.map(() => 1),
  )
  const prepared = await inParallel(digests, PROCESSES, job.signal, async (digest, index, signal) => {
    const share = prepareShares[index] ?? (() => {})
    const ready = await preparer.prepare(digest, { signal, progress: share })
    share(1)
    return [digest, ready] as const
  })
  const byDigest = new Map(prepared)
  const ready = clips.map((clip): ReadyClip => {
    const found = byDigest.get(clip.source.digest)
    if (found === undefined) throw new Error('every clip was prepared')
    return found
  })

  const timeline = planTimeline(
    clips,
    ready.map(({ frames }) => frames),
    profile.fps,
  )
  const segments = planSegments(timeline, profile.fps)
  const clipAt = (index: number): ReadyClip => {
    const found = ready[index]
    if (found === undefined) throw new Error(`no clip ${index}`)
    return found
  }
  const encodeShares = shareProgress(encoding, segments.map(segmentFrames))
  const paths = await inParallel(segments, PROCESSES, job.signal, async (segment, index, signal) => {
    const share = encodeShares[index] ?? (() => {})
    const path = await segmentFile(segment, { signal, progress: share })
    share(1)
    return path
  })

  const length = sampleAt(timeline.frames, profile.fps, SAMPLE_RATE)
  const voices = [...clipVoices(timeline, clips, profile.fps), ...trackVoices(tracks, clips.length, length)]
  const identities = [
    ...ready.map(({ identity }) => identity),
    ...tracks.map(({ source }) => ({ track: source.digest })),
  ]
  const { lufs, truePeak } = profile
  const { audioBitrate: bitrate } = options
  const heard = voices.map(({ file, ...voice }) => ({ ...voice, source: identities[file] }))
  const sound = await memo(
    'sound',
    { ...base, step: 'sound', heard, length, lufs, truePeak, bitrate },
    'm4a',
    async (path) => {
      const files = [
        ...ready.map((clip) => clip.path),
        ...(await Promise.all(tracks.map(({ source }) => options.open(source.digest)))),
      ]
      await mixSound(
        door,
        voices,
        files,
        length,
        profile,
        { output: path, bitrate, temp },
        { ...job, progress: mixing },
      )
    },
  )
  mixing(1)

  const list = join(temp, 'join.ffconcat')
  await writeFile(list, concatList(segments, paths, profile.fps))
  const seconds = secondsOf(timeline.frames, profile.fps)
  try {
    const inputs = [{ path: list, options: ['-f', 'concat', '-safe', '0'] }, { path: sound }]
    const outputOptions = ['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', ...container(profile)]
    await door.run({ inputs, outputOptions, output, seconds }, { ...job, progress: joining })
    await confirmJoin(timeline.frames)
  } finally {
    await rm(list, { force: true })
  }

  /** The file a segment is copied from: the clip itself, or the encoded piece. */
  async function segmentFile(segment: Segment, share: MediaJob): Promise<string> {
    if (segment.kind === 'copy') {
      return clipAt(segment.piece.clip).path
    }
    const pieces = segment.pieces.map(({ clip, from, to }) => ({ of: clipAt(clip).identity, from, to }))
    const fingerprint = { ...base, step: 'segment', pieces, dissolve: segment.dissolve }
    const path = await memo('segment', fingerprint, 'mp4', (file) =>
      encodeSegment(door, segment, (clip) => clipAt(clip).path, profile, file, share),
    )
    await preparer.confirm({ pieces, dissolve: segment.dissolve }, path, false, share)
    return path
  }

  async function confirmJoin(frames: number): Promise<void> {
    if (!door.hasFfprobe) return
    const args = ['-v', 'error', ...inputGuards([]), '-select_streams', 'v:0', '-show_streams', '-of', 'json', output]
    const { stdout } = await door.report('ffprobe', args, { signal: job.signal })
    const picture = zProbeReport.parse(JSON.parse(stdout)).streams[0]
    const ticks = frames * ticksPerFrame(profile.fps)
    if (picture?.nb_frames === frames && picture.duration_ts === ticks) return
    await rm(output, { force: true })
    const found = `${picture?.nb_frames} frames in ${picture?.duration_ts} ticks, not ${frames} in ${ticks}`
    throw new MediaError('The film could not be joined to the exact frame: report it with the log.', found)
  }
}

function refuseUnplayable({ clips }: SequenceValue): void {
  if (clips.length === 0) throw new MediaError('The sequence has no clips: connect at least one video.')
  for (const [index, { source }] of clips.entries()) {
    if (source.type !== 'video')
      throw new MediaError(
        `Clip ${index + 1} is no video: use an image or sound through a node that makes a clip of it.`,
      )
  }
}
