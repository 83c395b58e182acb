import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { MediaFacts } from '#shared/graph/values.ts'
import type { Rational } from '#shared/node/media.ts'
import { MediaError } from './door.ts'
import type { FfmpegDoor } from './ffmpeg.ts'
import { inputGuards, STILL_DEMUXERS } from './formats.ts'
import { type ProbeReport, type ProbeStream, reportFromText, zProbeReport } from './probe-report.ts'
import { parseRational, rationalText } from './rational.ts'

/** Longest side that is opened, in pixels: ffmpeg itself refuses images of more than 2^28. */
const LONGEST_SIDE = 16_384
const MOST_STREAMS = 64
const STILL_CODECS = new Set(['png', 'mjpeg', 'webp', 'bmp', 'tiff', 'jpegxl', 'exr', 'gif'])

export interface ProbedPicture {
  readonly codec: string
  /** As stored, before rotation and pixel aspect. */
  readonly width: number
  readonly height: number
  readonly pixelFormat: string
  /** Pixel aspect, width over height. */
  readonly pixelAspect: Rational
  /** Clockwise or not does not matter to sizes: 0, 90, 180 or 270. */
  readonly rotation: number
  /** Average rate; null for stills and where it is unknown. */
  readonly fps: Rational | null
  readonly frames: number | null
  readonly startSeconds: number
  readonly seconds: number
  readonly interlaced: boolean
  /** Tags as ffprobe names them; undefined where untagged. */
  readonly range: string | undefined
  readonly matrix: string | undefined
  readonly primaries: string | undefined
  readonly transfer: string | undefined
  readonly alpha: boolean
}

export interface ProbedSound {
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
  readonly startSeconds: number
}

/** What Reelay knows of a file before decoding it. */
export interface Probe {
  readonly path: string
  readonly kind: 'image' | 'video' | 'audio'
  readonly format: string
  readonly bytes: number
  /** Length in seconds; 0 for stills. */
  readonly seconds: number
  readonly startSeconds: number
  readonly picture: ProbedPicture | null
  readonly sound: ProbedSound | null
}

/**
 * Reads what a file holds, without decoding it. Throws a MediaError with a sentence for what is no media file, a playlist, damaged,
 * empty, endless, of an absurd size, or not of the `expected` kind.
 */
export async function probeFile(
  door: FfmpegDoor,
  path: string,
  expected?: Probe['kind'],
  signal?: AbortSignal,
): Promise<Probe> {
  const name = basename(path)
  const file = await stat(path).catch((cause: unknown) => {
    throw new MediaError(`${name} could not be opened: it was moved, removed or is not readable.`, path, { cause })
  })
  if (!file.isFile()) throw new MediaError(`${name} is not a file: choose a media file.`, path)
  if (file.size === 0) throw new MediaError(`${name} is empty (0 bytes): make or fetch it again.`, path)
  const report = await readReport(door, path, signal)
  const probe = interpret(path, file.size, report)
  const measured =
    probe.kind !== 'image' && probe.seconds === 0 ? await packetSeconds(door, path, signal) : probe.seconds
  const complete = measured === probe.seconds ? probe : withSeconds(probe, measured)
  refuseUnexpected(complete, name, expected)
  return complete
}

/** The facts that travel with a media value. */
export function factsOf(probe: Probe): MediaFacts {
  const { picture, sound, kind } = probe
  const sideways = picture !== null && picture.rotation % 180 !== 0
  return {
    format: probe.format,
    bytes: probe.bytes,
    ...(kind === 'image' ? {} : { seconds: probe.seconds }),
    ...(picture === null
      ? {}
      : {
          width: sideways ? picture.height : picture.width,
          height: sideways ? picture.width : picture.height,
          videoCodec: picture.codec,
          pixelFormat: picture.pixelFormat,
        }),
    ...(picture?.fps == null ? {} : { fps: rationalText(picture.fps) }),
    ...(picture?.frames == null || kind === 'image' ? {} : { frames: picture.frames }),
    ...(sound === null ? {} : { audioCodec: sound.codec, sampleRate: sound.sampleRate, channels: sound.channels }),
  }
}

async function readReport(door: FfmpegDoor, path: string, signal: AbortSignal | undefined): Promise<ProbeReport> {
  const name = basename(path)
  const guards = inputGuards([])
  const options = signal === undefined ? {} : { signal }
  const { stdout, stderr, timedOut } = door.hasFfprobe
    ? await door.report(
        'ffprobe',
        ['-v', 'error', ...guards, '-show_format', '-show_streams', '-of', 'json', path],
        options,
      )
    : await door.report('ffmpeg', ['-hide_banner', '-nostdin', ...guards, '-i', path], options)
  if (timedOut)
    throw new MediaError(
      `${name} could not be read within 30 seconds: it is damaged or on a drive that does not answer.`,
      stderr,
    )
  if (/whitelist/i.test(stderr)) {
    throw new MediaError(
      `${name} is a playlist or a format that points to other files: use the media file itself.`,
      stderr,
    )
  }
  const report = door.hasFfprobe ? zProbeReport.safeParse(jsonOrNull(stdout)).data : reportFromText(stderr)
  if (report == null || report.streams.length === 0) {
    throw new MediaError(
      `${name} is no readable media file (damaged, incomplete or another kind of file): make or fetch it again.`,
      stderr,
    )
  }
  return report
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function interpret(path: string, bytes: number, report: ProbeReport): Probe {
  const name = basename(path)
  const { streams, format } = report
  if (streams.length > MOST_STREAMS) {
    throw new MediaError(
      `${name} holds ${streams.length} streams (at most ${MOST_STREAMS} are read): export only picture and sound.`,
      path,
    )
  }
  const picture = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1)
  const sound = streams.find((stream) => stream.codec_type === 'audio')
  const demuxers = format.format_name.split(',')
  if (picture?.codec_name === 'svg') {
    throw new MediaError(`${name} is a drawing (svg), which may point to other files: export it as PNG.`, path)
  }
  const still = picture !== undefined && sound === undefined && isStill(picture, demuxers)
  const base = { path, bytes, format: format.format_name, startSeconds: format.start_time ?? 0 }
  const probedSound = sound === undefined ? null : soundOf(sound)
  if (picture === undefined) {
    if (probedSound === null)
      throw new MediaError(`${name} holds neither picture nor sound: choose another file.`, path)
    return {
      ...base,
      kind: 'audio',
      seconds: sound?.duration ?? format.duration ?? 0,
      picture: null,
      sound: probedSound,
    }
  }
  const { width = 0, height = 0 } = picture
  if (width < 1 || height < 1)
    throw new MediaError(`The picture of ${name} cannot be decoded: it is damaged or too large.`, path)
  if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
    throw new MediaError(`${name} is ${width}×${height}: make it at most ${LONGEST_SIDE} pixels a side.`, path)
  }
  const seconds = still ? 0 : pictureSeconds(picture, format)
  const probed = pictureOf(picture, seconds, still)
  return { ...base, kind: still ? 'image' : 'video', seconds, picture: probed, sound: probedSound }
}

/** Matroska's tag and the format's length count from the start of the file; the picture may begin later. */
function pictureSeconds(stream: ProbeStream, format: ProbeReport['format']): number {
  const { start_time: start = 0 } = stream
  const tagged = tagSeconds(stream.tags)
  if (stream.duration !== undefined) return positive(stream.duration)
  if (tagged !== undefined) return positive(tagged - start)
  return positive((format.duration ?? 0) - Math.max(0, start - (format.start_time ?? 0)))
}

function isStill(stream: ProbeStream, demuxers: readonly string[]): boolean {
  if (demuxers.some((name) => STILL_DEMUXERS.has(name))) return true
  return STILL_CODECS.has(stream.codec_name) && (stream.nb_frames ?? 2) <= 1
}

function pictureOf(stream: ProbeStream, seconds: number, still: boolean): ProbedPicture {
  const pixelFormat = stream.pix_fmt ?? 'unknown'
  const rotation = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0
  const { field_order: fields } = stream
  return {
    codec: stream.codec_name,
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    pixelFormat,
    pixelAspect: parseRational((stream.sample_aspect_ratio ?? '').replace(':', '/')) ?? { num: 1, den: 1 },
    rotation: ((Math.round(rotation) % 360) + 360) % 360,
    fps: still ? null : (parseRational(stream.avg_frame_rate ?? '') ?? parseRational(stream.r_frame_rate ?? '')),
    frames: still ? 1 : (stream.nb_frames ?? null),
    startSeconds: stream.start_time ?? 0,
    seconds,
    interlaced: fields !== undefined && fields !== 'progressive' && fields !== 'unknown',
    range: stream.color_range,
    matrix: stream.color_space,
    primaries: stream.color_primaries,
    transfer: stream.color_transfer,
    alpha: hasAlpha(pixelFormat) || stream.tags?.['alpha_mode'] === '1' || stream.tags?.['ALPHA_MODE'] === '1',
  }
}

function soundOf(stream: ProbeStream): ProbedSound {
  const { codec_name: codec, sample_rate: sampleRate = 0, channels = 0, start_time: startSeconds = 0 } = stream
  return { codec, sampleRate, channels, startSeconds }
}

function hasAlpha(pixelFormat: string): boolean {
  return /^(yuva|rgba|bgra|argb|abgr|gbrap|ya8|ya16|pal8)/.test(pixelFormat)
}

/** Matroska writes a stream's length as a tag, `00:00:02.000000000`. */
function tagSeconds(tags: Readonly<Record<string, string>> | undefined): number | undefined {
  const match = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(tags?.['DURATION'] ?? '')
  return match === null ? undefined : Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])
}

function positive(seconds: number): number {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0
}

/** From the first packet to the end of the last, for files whose header does not say how long they are (recordings of a browser). */
async function packetSeconds(door: FfmpegDoor, path: string, signal: AbortSignal | undefined): Promise<number> {
  if (!door.hasFfprobe) return 0
  const entries = ['-show_entries', 'packet=pts_time,duration_time', '-of', 'csv=p=0']
  const args = ['-v', 'error', ...inputGuards([]), '-select_streams', 'V:0', ...entries, path]
  const { stdout } = await door.report('ffprobe', args, signal === undefined ? {} : { signal })
  let begin = Number.POSITIVE_INFINITY
  let end = 0
  for (const line of stdout.split('\n')) {
    const [start = Number.NaN, length = Number.NaN] = line.split(',').map(Number)
    if (!Number.isFinite(start)) continue
    begin = Math.min(begin, start)
    end = Math.max(end, start + (Number.isFinite(length) ? length : 0))
  }
  return Math.max(0, end - begin)
}

function withSeconds(probe: Probe, seconds: number): Probe {
  return { ...probe, seconds, picture: probe.picture === null ? null : { ...probe.picture, seconds } }
}

function refuseUnexpected(probe: Probe, name: string, expected: Probe['kind'] | undefined): void {
  const wanted = expected ?? probe.kind
  if (wanted === 'video' && probe.kind === 'image') {
    throw new MediaError(
      `${name} is a still image (${probe.picture?.codec}), not a video: use it as an image.`,
      probe.path,
    )
  }
  if (wanted === 'video' && probe.kind === 'audio')
    throw new MediaError(`${name} holds only sound: use it as audio.`, probe.path)
  if (wanted === 'image' && probe.kind === 'video')
    throw new MediaError(`${name} is a video: grab a frame of it to use as an image.`, probe.path)
  if (wanted === 'image' && probe.kind === 'audio')
    throw new MediaError(`${name} holds only sound, not an image: use it as audio.`, probe.path)
  if (wanted === 'audio' && probe.sound === null)
    throw new MediaError(`${name} has no sound: choose a file with an audio stream.`, probe.path)
  if (probe.kind !== 'image' && probe.seconds === 0) {
    throw new MediaError(`${name} has no length: it is damaged or incomplete; make or fetch it again.`, probe.path)
  }
}
