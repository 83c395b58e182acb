import type { ConformProfile } from '#shared/node/media.ts'
import { colourOf, colourTags, isDeliveryColour } from './colour.ts'
import {
  container,
  deliveryTags,
  ffmpegColour,
  gopOf,
  LOSSLESS_SOUND,
  pictureEncoding,
  SAMPLE_RATE,
} from './encoding.ts'
import { decodedSize, displaySize, even, type Size, scaledSize } from './geometry.ts'
import type { Probe, ProbedPicture } from './probe.ts'
import { framesIn, sampleAt, secondsOf } from './rational.ts'

/** A conforming run as data: how to read, filter and write, and how long the result is. */
export interface ConformPlan {
  readonly inputOptions: readonly string[]
  readonly filter: string
  readonly outputOptions: readonly string[]
  readonly frames: number
  readonly samples: number
  readonly seconds: number
}

export interface ConformChoices {
  /** Seconds a still is shown for. */
  readonly stillSeconds: number
  /** Applied to the sound, in dB. */
  readonly gainDb: number
}

/** Frames of the conformed clip. */
function conformedFrames(
  picture: ProbedPicture,
  still: boolean,
  profile: ConformProfile,
  stillSeconds: number,
): number {
  return Math.max(1, framesIn(still ? stillSeconds : picture.seconds, profile.fps))
}

/** Everything ffmpeg is told to bring `probe`'s file into the profile. Pure. */
export function conformPlan(
  probe: Probe,
  picture: ProbedPicture,
  profile: ConformProfile,
  choices: ConformChoices,
): ConformPlan {
  const { fps } = profile
  const still = probe.kind === 'image'
  const frames = conformedFrames(picture, still, profile, choices.stillSeconds)
  const samples = sampleAt(frames, fps, SAMPLE_RATE)
  const seconds = secondsOf(frames, fps)
  return {
    inputOptions: inputOptions(picture, still, profile),
    filter: `${pictureGraph(picture, still, profile, frames)};${soundGraph(probe, picture, choices.gainDb, samples)}`,
    outputOptions: [
      '-map',
      '[v]',
      '-map',
      '[a]',
      ...pictureEncoding(profile),
      ...LOSSLESS_SOUND,
      ...container(profile),
    ],
    frames,
    samples,
    seconds,
  }
}

function inputOptions(picture: ProbedPicture, still: boolean, { fps }: ConformProfile): string[] {
  const loop = still ? ['-loop', '1', '-framerate', `${fps.num}/${fps.den}`] : []
  // ffmpeg's own VP8 and VP9 decoders drop the alpha plane.
  const decoder =
    picture.alpha && /^vp[89]$/.test(picture.codec) ? ['-c:v', picture.codec === 'vp9' ? 'libvpx-vp9' : 'libvpx'] : []
  return [...loop, ...decoder]
}

/**
 * Deinterlace, tag with the resolved colour, start at 0, constant rate, alpha over the background in RGB, scale and convert to
 * BT.709 limited in one step, pad or crop, exact frame count. The order matters: rates before scaling (fewer frames to scale), alpha before
 * conversion (blending in RGB), tags before anything that reads them.
 */
function pictureGraph(picture: ProbedPicture, still: boolean, profile: ConformProfile, frames: number): string {
  const { fps, width, height } = profile
  const colour = colourOf(picture)
  const base = [
    colourTags(colour),
    ...(picture.interlaced ? ['bwdif=mode=send_frame'] : []),
    ...(still ? [] : ['setpts=PTS-STARTPTS']),
    `fps=${fps.num}/${fps.den}:round=near:start_time=0`,
  ].join(',')
  const { intro, converted } = flattened(picture, base, profile)
  const convert = converter(picture, profile, converted)
  const target = scaledSize(displaySize(picture), profile, profile.fit)
  const padded = target.width !== width || target.height !== height
  const body =
    profile.fit === 'blur' && padded
      ? blurred(convert, displaySize(picture), target, profile)
      : [
          convert(target),
          ...(padded ? [profile.fit === 'fill' ? `crop=${width}:${height}` : padding(target, profile)] : []),
        ].join(',')
  const hold = still ? [] : [`tpad=stop_mode=clone:stop=${2 * gopOf(fps)}`]
  return `${intro}${body},${[...hold, `trim=end_frame=${frames}`, deliveryTags(profile)].join(',')}[v]`
}

/** The chain up to frames without alpha; `converted` says that they have become RGB. */
function flattened(
  picture: ProbedPicture,
  base: string,
  { fps, background }: ConformProfile,
): { intro: string; converted: boolean } {
  const { rgb, primaries, transfer } = colourOf(picture)
  const asRgb = `setparams=range=pc:color_primaries=${primaries}:color_trc=${transfer}:colorspace=gbr`
  if (picture.alpha) {
    const { width, height } = decodedSize(picture)
    const plate = `color=c=${ffmpegColour(background)}:s=${width}x${height}:r=${fps.num}/${fps.den},format=gbrp[plate]`
    const over = `[plate][over]overlay=format=gbrp:shortest=1,format=gbrp,${asRgb},`
    return { intro: `${plate};[0:v:0]${base},format=gbrap[over];${over}`, converted: true }
  }
  return { intro: `[0:v:0]${base},${rgb ? `format=gbrp,${asRgb},` : ''}`, converted: rgb }
}

/** Scales to a size and converts to BT.709 limited 4:2:0; nothing at all where the frames are that already. */
function converter(picture: ProbedPicture, profile: ConformProfile, rgb: boolean): (size: Size) => string {
  const colour = colourOf(picture)
  const decoded = decodedSize(picture)
  const tonemap = colour.hdr ? 'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=709,tonemap=hable:desat=0,' : ''
  const asIs = !rgb && isDeliveryColour(colour) && picture.pixelFormat === 'yuv420p'
  return ({ width, height }) => {
    if (asIs && width === decoded.width && height === decoded.height && profile.fit !== 'blur') return 'null'
    // spline36 keeps more detail when shrinking, lanczos when enlarging.
    const kernel = width * height < decoded.width * decoded.height ? 'spline36' : 'lanczos'
    return `${tonemap}zscale=w=${width}:h=${height}:f=${kernel}:m=709:p=709:t=709:r=limited:d=error_diffusion,format=yuv420p`
  }
}

function padding(target: Size, { width, height, background }: ConformProfile): string {
  const left = 2 * Math.floor((width - target.width) / 4)
  const top = 2 * Math.floor((height - target.height) / 4)
  return `pad=${width}:${height}:${left}:${top}:${ffmpegColour(background)}`
}

/** The picture over a small, blurred, darkened copy of itself that covers the frame; blurred small because it is 64 times cheaper. */
function blurred(convert: (size: Size) => string, seen: Size, target: Size, { width, height }: ConformProfile): string {
  const small = { width: even(width / 8), height: even(height / 8) }
  const cover = scaledSize(seen, small, 'fill')
  const back = `crop=${small.width}:${small.height},gblur=sigma=5,eq=brightness=-0.06,scale=${width}:${height}:flags=bicubic,setsar=1`
  const [left, top] = [2 * Math.floor((width - target.width) / 4), 2 * Math.floor((height - target.height) / 4)]
  return (
    `split[one][two];[one]${convert(cover)},${back}[back];[two]${convert(target)},setsar=1[front];` +
    `[back][front]overlay=${left}:${top}:format=yuv420`
  )
}

function soundGraph(probe: Probe, picture: ProbedPicture, gainDb: number, samples: number): string {
  const exact = `atrim=end_sample=${samples},asetpts=N/SR/TB[a]`
  if (probe.sound === null) return `anullsrc=r=${SAMPLE_RATE}:cl=stereo,${exact}`
  const gain = gainDb === 0 ? '' : `volume=${gainDb.toFixed(2)}dB,`
  return `${alignedSound(probe, picture)},${gain}apad,${exact}`
}

/**
 * The clip's sound as stereo at Reelay's rate, its time 0 where the picture's is. ffmpeg shifts a file so that its first stream
 * starts at 0; a picture that starts later within the file takes the sound with it.
 */
export function alignedSound(probe: Probe, picture: ProbedPicture): string {
  const late = picture.startSeconds - probe.startSeconds
  const shift = Math.abs(late) < 0.0005 ? '' : `asetpts=PTS-${late.toFixed(6)}/TB,`
  const resample = `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.01:first_pts=0:resampler=soxr:precision=20`
  return `[0:a:0]${shift}${resample},aformat=sample_fmts=fltp:channel_layouts=stereo`
}
