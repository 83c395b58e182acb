import { join } from 'node:path'
import type { GenerateRequest, RequestMedia } from '#shared/node/generate.ts'
import { ProviderError } from '../provider.ts'
import { even } from './filter.ts'
import { saidLine } from './lip-sync.ts'
import { pieceOptions, type RenderContext } from './shot.ts'
import { markPng, metadataOptions, readMouth } from './tags.ts'

/** Sound codecs an mp4 carries as they are. */
const IN_MP4 = new Set(['aac', 'mp3', 'ac3', 'eac3', 'flac', 'opus', 'alac'])
/** Longest side of a result, pixels: what H.264 encoders take. */
const LONGEST = 8192

/** Enlarges a still or a clip by the request's scale (2 unless told) and sharpens it a little; length, rate and sound stay. */
export async function renderUpscale(request: GenerateRequest, output: string, context: RenderContext): Promise<void> {
  const media = request.video ?? request.image ?? request.startFrame
  if (media === undefined) {
    throw new ProviderError('refused', 'The stand-in upscaler was given no picture: wire an image or a video to it.')
  }
  const { width = 0, height = 0 } = media.value.facts
  if (width === 0 || height === 0) {
    throw new ProviderError('refused', 'The stand-in upscaler cannot tell the size of the picture: give another file.')
  }
  const by = Math.min(request.scale ?? 2, LONGEST / Math.max(width, height))
  const size = { width: even(width * by), height: even(height * by) }
  if (media.value.type === 'image') await enlargeStill(request, media, size, output, context)
  else await enlargeClip(request, media, size, output, context)
}

async function filters(
  request: GenerateRequest,
  media: RequestMedia,
  size: { width: number; height: number },
  context: RenderContext,
) {
  const said = media.value.standIn === true ? [] : await saidLine(request, size, context)
  return [
    `scale=${size.width}:${size.height}:flags=lanczos+accurate_rnd+full_chroma_int`,
    'unsharp=5:5:0.45:3:3:0',
    ...said,
  ].join(',')
}

async function enlargeStill(
  request: GenerateRequest,
  media: RequestMedia,
  size: { width: number; height: number },
  output: string,
  context: RenderContext,
) {
  const unmarked = join(context.temp, 'large.png')
  await context.ffmpeg.run(
    {
      inputs: [{ path: context.open(media.value.digest) }],
      filter: `[0:v:0]format=gbrp,${await filters(request, media, size, context)},format=rgb24[v]`,
      outputOptions: [
        '-map',
        '[v]',
        '-frames:v',
        '1',
        '-update',
        '1',
        '-c:v',
        'png',
        '-threads',
        '1',
        '-map_metadata',
        '-1',
        '-fflags',
        '+bitexact',
        '-flags:v',
        '+bitexact',
      ],
      output: unmarked,
      seconds: 0,
    },
    context.job,
  )
  await markPng(unmarked, output, request, 'UPSCALED')
}

async function enlargeClip(
  request: GenerateRequest,
  media: RequestMedia,
  size: { width: number; height: number },
  output: string,
  context: RenderContext,
) {
  const { facts } = media.value
  const path = context.open(media.value.digest)
  const [num = 24, den = 1] = (facts.fps ?? '24/1').split('/').map(Number)
  const kept = facts.audioCodec !== undefined && IN_MP4.has(facts.audioCodec)
  const track = await readMouth(context.ffmpeg, path, context.job)
  await context.ffmpeg.run(
    {
      inputs: [{ path }],
      filter: `[0:v:0]${await filters(request, media, size, context)},setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709[v]`,
      outputOptions: [
        ...['-map', '[v]', '-map', '0:a:0?'],
        ...pieceOptions({ num, den }, Math.max(1, Math.round(num / den))).filter((option) => option !== '-an'),
        ...['-fps_mode', 'passthrough'],
        ...(kept ? ['-c:a', 'copy', '-strict', '-2'] : ['-c:a', 'aac', '-b:a', '192k', '-flags:a', '+bitexact']),
        ...metadataOptions(request, 'UPSCALED', track),
        ...['-movflags', '+faststart'],
      ],
      output,
      seconds: facts.seconds ?? 0,
    },
    context.job,
  )
}
