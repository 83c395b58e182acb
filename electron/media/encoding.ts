import type { ConformProfile, Rational } from '#shared/node/media.ts'
import { MediaError } from './door.ts'
import { rationalNumber } from './rational.ts'

/** What decides the bytes of an encoded picture; loudness has no part in it. */
export type PictureProfile = Pick<ConformProfile, 'width' | 'height' | 'fps' | 'fit' | 'background'>

/** Sound of conformed clips and of films. */
export const SAMPLE_RATE = 48_000

/** Whole frames between key frames: one second, so that cuts rarely cost more than a second of encoding. */
export function gopOf(fps: Rational): number {
  return Math.max(1, Math.round(rationalNumber(fps)))
}

/** Ticks per second of the picture's time base, of which one frame is a whole number; fine enough for microseconds to round well. */
export function timescaleOf(fps: Rational): number {
  return fps.num * fineness(fps)
}

export function ticksPerFrame(fps: Rational): number {
  return fps.den * fineness(fps)
}

function fineness({ num }: Rational): number {
  return num < 10_000 ? 1_000 : 1
}

/** Frames by which decoding runs ahead of showing: two B-frames, one of them a reference. */
export const REORDER_FRAMES = 2

/** Refuses profiles H.264 cannot carry. */
export function checkProfile({ width, height, fps, background }: PictureProfile): void {
  const even = (size: number) => Number.isInteger(size) && size >= 16 && size <= 8_192 && size % 2 === 0
  if (!even(width) || !even(height)) {
    throw new MediaError(`A size of ${width}×${height} cannot be delivered: use even numbers from 16 to 8192.`)
  }
  const rate = rationalNumber(fps)
  if (!Number.isInteger(fps.num) || !Number.isInteger(fps.den) || !(rate >= 1 && rate <= 240)) {
    throw new MediaError(`A rate of ${fps.num}/${fps.den} frames per second cannot be delivered: use 1 to 240.`)
  }
  if (!/^#[0-9a-fA-F]{6}$/.test(background)) {
    throw new MediaError(`The background ${background} is no colour: write it as #rrggbb.`)
  }
}

/** H.264 levels from 4.0: most macroblocks a frame and a second (ITU-T H.264, table A-1). */
const LEVELS: readonly (readonly [level: string, perFrame: number, perSecond: number])[] = [
  ['4.0', 8_192, 245_760],
  ['4.2', 8_704, 522_240],
  ['5.1', 36_864, 983_040],
  ['5.2', 36_864, 2_073_600],
  ['6.2', 139_264, 16_711_680],
]

function levelOf({ width, height, fps }: PictureProfile): string {
  const macroblocks = Math.ceil(width / 16) * Math.ceil(height / 16)
  const found = LEVELS.find(
    ([, perFrame, perSecond]) => macroblocks <= perFrame && macroblocks * rationalNumber(fps) <= perSecond,
  )
  return found?.[0] ?? '6.2'
}

/** The last filter of every picture that is encoded: tags, square pixels, timestamps from the frame number. */
export function deliveryTags({ fps }: PictureProfile): string {
  const tags = 'setparams=field_mode=prog:range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'
  return `format=yuv420p,setsar=1,${tags},settb=${fps.den}/${fps.num},setpts=N`
}

/**
 * One way of encoding for every clip and segment of a profile, so that they join by stream copy: equal parameter sets
 * (`stitchable`, fixed level, references and B-frames), closed GOPs of fixed length, one time base; the same bytes every time
 * (fixed threads, bitexact, no metadata).
 */
export function pictureEncoding(profile: PictureProfile): string[] {
  const gop = String(gopOf(profile.fps))
  return [
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '16',
      '-profile:v',
      'high',
      '-level:v',
      levelOf(profile),
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-g', gop, '-keyint_min', gop, '-bf', '2', '-threads:v', '2'],
    ...['-x264-params', 'scenecut=0:open-gop=0:stitchable=1:force-cfr=1:ref=3'],
    ...['-color_range', 'tv', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
    ...['-fps_mode', 'passthrough', '-r', `${profile.fps.num}/${profile.fps.den}`],
    // x264 lets decoding of one or two frames run ahead less than of three: joins need all alike. Its unit is the container's time base.
    ...['-bsf:v', `setts=pts=PTS:dts=(N-${REORDER_FRAMES})*${ticksPerFrame(profile.fps)}`],
  ]
}

/** Lossless, so that joins have no gap of an encoder's priming. */
export const LOSSLESS_SOUND = ['-c:a', 'flac', '-strict', '-2', '-sample_fmt', 's16', '-ar', String(SAMPLE_RATE)]

/** What makes an mp4 the same bytes every time, with the picture's time base. */
export function container({ fps }: PictureProfile): string[] {
  const timescale = String(timescaleOf(fps))
  return [
    ...[
      '-video_track_timescale',
      timescale,
      '-movie_timescale',
      timescale,
      '-map_metadata',
      '-1',
      '-map_chapters',
      '-1',
    ],
    ...[
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-flags:a',
      '+bitexact',
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
    ],
  ]
}

/** `#rrggbb` as ffmpeg writes colours. */
export function ffmpegColour(background: string): string {
  return `0x${background.slice(1)}`
}
