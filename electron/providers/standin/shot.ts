import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenerateRequest, RequestMedia } from '#shared/node/generate.ts'
import type { MediaJob } from '#shared/node/media.ts'
import type { Ffmpeg } from '../../media/door.ts'
import { even, rateOf } from './filter.ts'
import { loadPicture } from './load.ts'
import { lookOf } from './look.ts'
import { LETTERING } from './overlay.ts'
import type { Picture } from './paint/picture.ts'
import { paintPieces } from './paint-pool.ts'
import type { Painting } from './painting.ts'
import type { Mouth } from './scenes/scene.ts'
import { atmosphere } from './sound/atmosphere.ts'
import { type MouthTrack, markPng, metadataOptions } from './tags.ts'
import { drawText } from './text.ts'

/** What every renderer works with. */
export interface RenderContext {
  readonly ffmpeg: Ffmpeg
  /** Folder with the bundled fonts. */
  readonly fontFolder: string
  /** A folder of this task. */
  readonly temp: string
  /** Local path of an input. */
  readonly open: (digest: string) => string
  readonly job: MediaJob
}

/** Painted no larger than this many pixels; larger pictures are scaled up from it. */
const MOST_PIXELS = 1920 * 1080

async function setUp(request: GenerateRequest, frames: number, fps: number, context: RenderContext) {
  const { ffmpeg, job, temp, fontFolder } = context
  const target = { width: even(request.width ?? 1280), height: even(request.height ?? 720) }
  const by = Math.min(1, Math.sqrt(MOST_PIXELS / (target.width * target.height)))
  const width = even(target.width * by)
  const height = even(target.height * by)
  const given = [request.startFrame, request.endFrame, request.image, request.video, ...(request.references ?? [])]
  const look = lookOf({
    model: request.model,
    prompt: request.prompt ?? '',
    negative: request.negative ?? '',
    seed: request.seed ?? 0,
    pictures: given.map((media) => media?.value.digest ?? ''),
  })
  const load = async (media: RequestMedia | undefined): Promise<Picture | null> =>
    media === undefined ? null : loadPicture(ffmpeg, context.open(media.value.digest), 1600, job)
  const titleFont = { ffmpeg, job, temp, font: join(fontFolder, 'InterDisplay-SemiBold.otf') }
  const lineFont = { ...titleFont, font: join(fontFolder, 'Inter-Medium.otf') }
  const still = frames === 0
  // Lettering follows the shorter side, so that it fits an upright picture too.
  const scale = Math.min(height, width * 0.8)
  const references: Picture[] = []
  for (const media of request.references ?? [])
    references.push(await loadPicture(ffmpeg, context.open(media.value.digest), 1600, job))
  const digits = []
  for (const sign of still ? '' : '0123456789:') digits.push(await drawText(sign, scale * LETTERING.digits, lineFont))
  const painting: Painting = {
    look,
    width,
    height,
    frames,
    fps,
    startFrame: (await load(request.startFrame)) ?? (await load(request.image)) ?? (await load(request.video)),
    endFrame: await load(request.endFrame),
    references,
    // Thin spaces between the letters: a wordmark is set wide.
    word: look.scene === 'logo' ? await drawText([...look.word].join('\u2009'), height * 0.105, titleFont) : null,
    texts: {
      line: await drawText(`STAND-IN · ${request.model}`, scale * LETTERING.line, lineFont),
      title: still ? null : await drawText(look.title, scale * LETTERING.title, titleFont),
      digits,
    },
  }
  return { painting, target }
}

/** Renders a clip: exactly `seconds × fps` frames of H.264, with sound where the request asks for it. */
export async function renderShot(request: GenerateRequest, output: string, context: RenderContext): Promise<void> {
  const { ffmpeg, job, temp } = context
  const rate = rateOf(request.fps ?? 24)
  const fps = rate.num / rate.den
  const frames = Math.max(1, Math.round((request.seconds ?? 4) * fps))
  const { painting, target } = await setUp(request, frames, fps, context)
  const folder = join(temp, 'pieces')
  await mkdir(folder, { recursive: true })
  const long = Math.max(1, Math.round(fps))
  const pieces = Array.from({ length: Math.ceil(frames / long) }, (_, index) => ({
    index,
    path: join(folder, `${index}.yuv`),
    from: index * long,
    to: Math.min(frames, (index + 1) * long),
  }))
  const scale =
    target.width === painting.width && target.height === painting.height
      ? []
      : ['-vf', `scale=${target.width}:${target.height}:flags=lanczos+accurate_rnd`]
  let painted = 0
  const mouths: Mouth[] = []
  await paintPieces(
    painting,
    pieces,
    async (piece) => {
      await ffmpeg.run(
        {
          inputs: [
            {
              path: piece.path,
              options: [
                '-f',
                'rawvideo',
                '-pix_fmt',
                'yuv420p',
                '-video_size',
                `${painting.width}x${painting.height}`,
                '-framerate',
                `${rate.num}/${rate.den}`,
              ],
            },
          ],
          outputOptions: [...scale, ...pieceOptions(rate, long)],
          output: join(folder, `${piece.index}.mp4`),
          seconds: 0,
        },
        { signal: job.signal, progress: () => {} },
      )
      await rm(piece.path)
    },
    (index, mouth) => {
      painted++
      if (mouth !== null) mouths[index] = mouth
      job.progress((0.97 * painted) / frames)
    },
    job,
  )
  const list = join(folder, 'list.txt')
  await writeFile(list, pieces.map((piece) => `file '${piece.index}.mp4'\n`).join(''))
  const seconds = frames / fps
  const sound = await soundOf(request, painting, seconds, context)
  await ffmpeg.run(
    {
      // The pieces have no B-frames and whole-second starts, so that joining them keeps every time stamp exact.
      inputs: [{ path: list, options: ['-f', 'concat', '-safe', '0'] }, ...sound.inputs],
      outputOptions: [
        ...['-map', '0:v:0', '-c:v', 'copy', '-video_track_timescale', String(timescale(rate))],
        ...sound.options,
        ...metadataOptions(request, painting.look.title, mouthTrack(mouths, fps)),
        ...['-movflags', '+faststart', '-f', 'mp4'],
      ],
      output,
      seconds: 0,
    },
    { signal: job.signal, progress: () => {} },
  )
  job.progress(1)
}

/** Renders a still as PNG. */
export async function renderStill(request: GenerateRequest, output: string, context: RenderContext): Promise<void> {
  const { ffmpeg, job, temp } = context
  const { painting, target } = await setUp(request, 0, 24, context)
  const raw = join(temp, 'still.rgb')
  const unmarked = join(temp, 'still.png')
  await paintPieces(
    painting,
    [{ index: 0, path: raw, from: 0, to: 0 }],
    async () => {},
    () => {},
    job,
  )
  job.progress(0.7)
  const size = `${painting.width}x${painting.height}`
  await ffmpeg.run(
    {
      inputs: [{ path: raw, options: ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-video_size', size, '-framerate', '1'] }],
      outputOptions: [
        ...['-vf', `scale=${target.width}:${target.height}:flags=lanczos`, '-frames:v', '1', '-update', '1'],
        ...['-c:v', 'png', '-threads', '1', '-pix_fmt', 'rgb24', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
      ],
      output: unmarked,
      seconds: 0,
    },
    job,
  )
  await markPng(unmarked, output, request, painting.look.title)
}

function timescale(rate: { num: number; den: number }): number {
  return rate.den === 1001 ? rate.num : rate.num * 1000
}

/** One piece: x264's bytes depend on its thread count and build, so threads are fixed and nothing names the build. */
export function pieceOptions(rate: { num: number; den: number }, gop: number): string[] {
  return [
    ...['-an', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-bf', '0', '-g', String(gop), '-keyint_min', String(gop), '-sc_threshold', '0', '-threads:v', '2'],
    ...['-color_range', 'tv', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
    ...[
      '-video_track_timescale',
      String(timescale(rate)),
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-f',
      'mp4',
    ],
  ]
}

const AAC = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2', '-flags:a', '+bitexact']

/** A sound given with the request is the clip's sound; else one is made where the request asks for it. */
async function soundOf(request: GenerateRequest, painting: Painting, seconds: number, context: RenderContext) {
  if (request.audio !== undefined) {
    const path = context.open(request.audio.value.digest)
    return {
      inputs: [{ path }],
      options: [
        '-map',
        '1:a:0',
        '-af',
        `aresample=48000,apad,atrim=end_sample=${Math.round(seconds * 48_000)}`,
        ...AAC,
      ],
    }
  }
  if (request.sound !== true) return { inputs: [], options: ['-an'] }
  const path = join(context.temp, 'sound.wav')
  await atmosphere(painting.look, seconds, path, context.job)
  return { inputs: [{ path }], options: ['-map', '1:a:0', ...AAC] }
}

/** The mouth's way through the clip, five points a second. */
function mouthTrack(mouths: readonly Mouth[], fps: number): MouthTrack | null {
  const [first] = mouths
  if (first === undefined) return null
  const every = Math.max(1, Math.round(fps / 5))
  const round = (value: number) => Math.round(value * 1e4) / 1e4
  const at = mouths
    .map((mouth, index) => ({ ...mouth, time: index / fps, index }))
    .filter(({ index }) => index % every === 0 || index === mouths.length - 1)
    .map(({ time, x, y, size }) => [time, x, y, size].map(round))
  return { skin: first.skin.map(round), lip: first.lip.map(round), at }
}
