import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenerateRequest, RequestMedia } from '#shared/node/generate.ts'
import type { MediaJob } from '#shared/node/media.ts'
import { ProviderError } from '../provider.ts'
import { listen, type Speech } from './envelope.ts'
import { inFilter } from './filter.ts'
import { mouthAt, mouthRegion, paintMeter, paintMouth } from './mouth.ts'
import { pieceOptions, type RenderContext } from './shot.ts'
import { type MouthTrack, metadataOptions, readMouth } from './tags.ts'

interface Clip {
  readonly path: string
  readonly width: number
  readonly height: number
  readonly rate: { readonly num: number; readonly den: number }
  readonly frames: number
}

/** Moves the mouth of a clip to a speech. The result is as long as the speech; a shorter clip runs back and forth. */
export async function renderLipSync(request: GenerateRequest, output: string, context: RenderContext): Promise<void> {
  const { ffmpeg, job, temp } = context
  const clip = clipOf(request.video, context)
  if (request.audio === undefined) throw missing('a speech')
  const speechPath = context.open(request.audio.value.digest)
  const fps = clip.rate.num / clip.rate.den
  const speech = await listen(ffmpeg, speechPath, fps, job)
  if (speech.shapes.length === 0) throw missing('a speech that can be heard')
  const frames = Math.max(1, Math.ceil(speech.seconds * fps - 1e-6))
  const track = await readMouth(ffmpeg, clip.path, job)
  job.progress(0.1)
  const picture = frames <= clip.frames ? { path: clip.path, options: [] } : await backAndForth(clip, frames, context)
  job.progress(0.4)
  const overlay =
    track === null
      ? await meterFrames(clip, speech, frames, temp, job)
      : await mouthFrames(clip, track, speech, frames, temp, job)
  job.progress(0.55)
  const rate = `${clip.rate.num}/${clip.rate.den}`
  const said = request.video?.value.standIn === true ? [] : await saidLine(request, clip, context)
  await ffmpeg.run(
    {
      inputs: [
        picture,
        {
          path: overlay.path,
          options: [
            '-f',
            'rawvideo',
            '-pix_fmt',
            'rgba',
            '-video_size',
            `${overlay.width}x${overlay.height}`,
            '-framerate',
            rate,
          ],
        },
        { path: speechPath },
      ],
      filter: [
        `[0:v:0]setpts=N/(${rate})/TB,fps=${rate}[clip]`,
        `[clip][1:v:0]overlay=x=${overlay.x}:y=${overlay.y}:format=yuv420:shortest=1${said.map((part) => `,${part}`).join('')},setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709[v]`,
        `[2:a:0]aresample=48000,apad,atrim=end_sample=${Math.round((frames / fps) * 48_000)}[a]`,
      ].join(';'),
      outputOptions: [
        ...['-map', '[v]', '-map', '[a]'],
        ...pieceOptions(clip.rate, Math.max(1, Math.round(fps))).filter((option) => option !== '-an'),
        ...['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2', '-flags:a', '+bitexact'],
        ...metadataOptions(request, 'LIP-SYNC', null),
        ...['-movflags', '+faststart'],
      ],
      output,
      seconds: frames / fps,
    },
    { signal: job.signal, progress: (part) => job.progress(0.55 + 0.45 * part) },
  )
}

function missing(what: string): ProviderError {
  return new ProviderError(
    'refused',
    `The stand-in's lip-sync was given no ${what.replace(/^a /, '')}: wire ${what} to it.`,
  )
}

function clipOf(video: RequestMedia | undefined, context: RenderContext): Clip {
  if (video === undefined) throw missing('a video')
  const { width, height, fps = '24/1', seconds = 0, frames } = video.value.facts
  const [num = 24, den = 1] = fps.split('/').map(Number)
  if (width === undefined || height === undefined || !(num > 0) || !(den > 0)) throw missing('a video with a picture')
  return {
    path: context.open(video.value.digest),
    width: width - (width % 2),
    height: height - (height % 2),
    rate: { num, den },
    frames: frames ?? Math.max(1, Math.floor((seconds * num) / den)),
  }
}

/** Joins the clip forwards, backwards, forwards … Reversed second by second, so that memory stays the same for any length. */
async function backAndForth(clip: Clip, frames: number, context: RenderContext) {
  const { ffmpeg, temp, job } = context
  const folder = join(temp, 'turns')
  await mkdir(folder, { recursive: true })
  const quiet = { signal: job.signal, progress: () => {} }
  const long = Math.max(1, Math.round(clip.rate.num / clip.rate.den))
  const count = Math.ceil(clip.frames / long)
  for (let piece = 0; piece < count; piece++) {
    const cut = `[0:v:0]trim=start_frame=${piece * long}:end_frame=${Math.min(clip.frames, (piece + 1) * long)}`
    for (const way of ['on', 'back']) {
      await ffmpeg.run(
        {
          inputs: [{ path: clip.path }],
          filter: `${cut}${way === 'back' ? ',reverse' : ''},setpts=N/(${clip.rate.num}/${clip.rate.den})/TB[v]`,
          outputOptions: [
            '-map',
            '[v]',
            ...pieceOptions(clip.rate, long).map((option) =>
              option === '18' ? '8' : option === 'veryfast' ? 'ultrafast' : option,
            ),
          ],
          output: join(folder, `${way}-${piece}.mp4`),
          seconds: 0,
        },
        quiet,
      )
    }
  }
  const order: string[] = []
  for (let made = 0, forwards = true; made < frames; made += clip.frames, forwards = !forwards) {
    for (let piece = 0; piece < count; piece++) order.push(forwards ? `on-${piece}` : `back-${count - 1 - piece}`)
  }
  const list = join(folder, 'list.txt')
  await writeFile(list, order.map((name) => `file '${name}.mp4'\n`).join(''))
  return { path: list, options: ['-f', 'concat', '-safe', '0'] }
}

/** Which frame of the clip is on screen in frame `index` of the result. */
export function turned(index: number, frames: number): number {
  const at = index % (2 * frames)
  return at < frames ? at : 2 * frames - 1 - at
}

async function mouthFrames(clip: Clip, track: MouthTrack, speech: Speech, frames: number, temp: string, job: MediaJob) {
  const region = mouthRegion(track, clip.width, clip.height)
  const fps = clip.rate.num / clip.rate.den
  const path = await writeFrames(join(temp, 'mouth.rgba'), region, frames, job, (pixels, index) => {
    const mouth = mouthAt(track, turned(index, clip.frames) / fps)
    const shape = speech.shapes[index] ?? { open: 0, wide: 0 }
    const cx = mouth.x * clip.width - region.x
    const cy = mouth.y * clip.height - region.y
    paintMouth(pixels, region.width, region.height, cx, cy, mouth.size * clip.height, shape, track)
  })
  return { path, ...region }
}

async function meterFrames(clip: Clip, speech: Speech, frames: number, temp: string, job: MediaJob) {
  const height = Math.max(8, 2 * Math.round(clip.height * 0.024))
  const width = Math.min(clip.width - 2, height * 7)
  const region = {
    x: 2 * Math.round((clip.width - width) / 4),
    y: 2 * Math.round((clip.height * 0.86) / 2),
    width: width - (width % 2),
    height,
  }
  const path = await writeFrames(join(temp, 'meter.rgba'), region, frames, job, (pixels, index) => {
    paintMeter(pixels, region.width, region.height, speech.shapes, index)
  })
  return { path, ...region }
}

async function writeFrames(
  path: string,
  region: { width: number; height: number },
  frames: number,
  job: MediaJob,
  draw: (pixels: Uint8Array, index: number) => void,
): Promise<string> {
  const file = await open(path, 'w')
  try {
    const pixels = new Uint8Array(region.width * region.height * 4)
    for (let index = 0; index < frames; index++) {
      job.signal.throwIfAborted()
      draw(pixels, index)
      await file.write(pixels)
    }
  } finally {
    await file.close()
  }
  return path
}

/** A filter that burns the stand-in's line into a picture that does not carry one yet. */
export async function saidLine(
  request: GenerateRequest,
  size: { width: number; height: number },
  context: RenderContext,
): Promise<string[]> {
  const text = join(context.temp, 'line.txt')
  await writeFile(text, `STAND-IN · ${request.model}`)
  const margin = Math.round(Math.min(size.width * 0.045, size.height * 0.07))
  const font = join(context.fontFolder, 'Inter-Medium.otf')
  const letters = Math.max(8, Math.round(Math.min(size.height, size.width * 0.8) * 0.019))
  return [
    `drawtext=fontfile=${inFilter(font)}:textfile=${inFilter(text)}:expansion=none:fontsize=${letters}:fontcolor=white@0.62:shadowcolor=black@0.5:shadowx=1:shadowy=1:x=${margin}:y=${margin}`,
  ]
}
