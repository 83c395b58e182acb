import { STRIP_FRAMES } from '#shared/ipc/previews.ts'
import { type FfmpegCommand, MediaError } from '../../media/door.ts'
import type { FfmpegDoor } from '../../media/ffmpeg.ts'
import { type Probe, probeFile } from '../../media/probe.ts'

/** Pixels a poster has at most, across and down. */
const POSTER = { width: 320, height: 180 }
/** Pixels that one frame of a strip has at most, across and down. */
const FRAME = { width: 160, height: 90 }
/** Pixels a proxy is wide and high at most. */
const PROXY = { width: 320, height: 320 }
/** Seconds of a clip that a proxy shows at most. */
const LONGEST_PROXY = 60
/** Clips longer than this many seconds are read at their key frames only for a strip. */
const LONG_CLIP = 30

const JPEG = ['-frames:v', '1', '-update', '1', '-q:v', '4', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-f', 'image2']

/** What is read with: a preview is worth one thread, work gets the others. */
const GENTLY = ['-threads', '1']

/** Made to fit, never larger than it is, with square pixels and even sides. */
function within({ width, height }: { readonly width: number; readonly height: number }): string {
  const fitting = `min(1,min(${width}/(iw*sar),${height}/ih))`
  const side = (length: string) => `'max(2,2*round(${length}*${fitting}/2))'`
  return `scale=w=${side('iw*sar')}:h=${side('ih')},setsar=1`
}

type Making = Pick<FfmpegCommand, 'inputs' | 'filter' | 'outputOptions' | 'seconds'>

/** A still made small, the first frame of a clip, the wave of a sound. */
export async function posterOf(door: FfmpegDoor, path: string, signal: AbortSignal): Promise<Making> {
  const { picture } = await probeFile(door, path, undefined, signal)
  const filter = picture
    ? `[0:v:0]${within(POSTER)}[v]`
    : `[0:a:0]aformat=channel_layouts=mono,showwavespic=s=${POSTER.width}x${POSTER.height}:colors=white[v]`
  return { inputs: [{ path, options: GENTLY }], filter, outputOptions: ['-map', '[v]', ...JPEG], seconds: 0 }
}

/** Frames of a clip side by side. */
export async function stripOf(door: FfmpegDoor, path: string, signal: AbortSignal): Promise<Making> {
  const { seconds } = await clipAt(door, path, signal)
  const options = seconds > LONG_CLIP ? [...GENTLY, '-skip_frame', 'nokey'] : GENTLY
  const spread = `setpts=PTS-STARTPTS,fps=${STRIP_FRAMES}/${seconds.toFixed(6)}`
  // A clip with fewer frames than the strip repeats its last one: every strip has the same number.
  const exactly = `tpad=stop_mode=clone:stop=-1,trim=end_frame=${STRIP_FRAMES}`
  return {
    inputs: [{ path, options }],
    filter: `[0:v:0]${spread},${within(FRAME)},${exactly},tile=${STRIP_FRAMES}x1[v]`,
    outputOptions: ['-map', '[v]', ...JPEG],
    seconds: 0,
  }
}

/** A clip small, without sound, that starts and seeks at once. */
export async function proxyOf(door: FfmpegDoor, path: string, signal: AbortSignal): Promise<Making> {
  const { seconds, picture } = await clipAt(door, path, signal)
  const rate = Math.min(24, picture?.fps ? picture.fps.num / picture.fps.den : 24)
  return {
    inputs: [{ path, options: GENTLY }],
    filter: `[0:v:0]${within(PROXY)},fps=${rate.toFixed(3)},format=yuv420p[v]`,
    outputOptions: [
      ...['-map', '[v]', '-t', String(LONGEST_PROXY), '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '30'],
      // A key frame every half second: hovering over a place shows it without decoding much.
      ...['-g', String(Math.max(1, Math.round(rate / 2))), '-bf', '0', '-threads', '1'],
      ...['-an', '-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4'],
    ],
    seconds: Math.min(seconds, LONGEST_PROXY),
  }
}

async function clipAt(door: FfmpegDoor, path: string, signal: AbortSignal): Promise<Probe> {
  const probe = await probeFile(door, path, 'video', signal)
  if (probe.seconds <= 0) throw new MediaError('The clip has no length, so there is nothing to show of it.', path)
  return probe
}
