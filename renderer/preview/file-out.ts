import type { MediaValue } from '#shared/graph/values.ts'

/** Name endings and media types by the name of a format as ffprobe gives it; the first that is among its names counts. */
const FORMATS: readonly (readonly [format: string, type: MediaValue['type'] | null, ending: string, mime: string])[] = [
  ['mov', 'audio', 'm4a', 'audio/mp4'],
  ['mov', null, 'mp4', 'video/mp4'],
  ['matroska', 'audio', 'webm', 'audio/webm'],
  ['webm', null, 'webm', 'video/webm'],
  ['png_pipe', null, 'png', 'image/png'],
  ['apng', null, 'png', 'image/png'],
  ['jpeg_pipe', null, 'jpg', 'image/jpeg'],
  ['webp_pipe', null, 'webp', 'image/webp'],
  ['gif', null, 'gif', 'image/gif'],
  ['tiff_pipe', null, 'tiff', 'image/tiff'],
  ['exr_pipe', null, 'exr', 'image/x-exr'],
  ['wav', null, 'wav', 'audio/wav'],
  ['flac', null, 'flac', 'audio/flac'],
  ['mp3', null, 'mp3', 'audio/mpeg'],
  ['ogg', 'audio', 'ogg', 'audio/ogg'],
  ['aiff', null, 'aiff', 'audio/aiff'],
]
/** `image2` is any still that was asked for by its name. */
const BY_CODEC: Readonly<Record<string, readonly [ending: string, mime: string]>> = {
  png: ['png', 'image/png'],
  mjpeg: ['jpg', 'image/jpeg'],
  webp: ['webp', 'image/webp'],
}
const UNKNOWN = ['bin', 'application/octet-stream'] as const

/** Name under which a value is saved or dragged out, and its media type: `Hero shot-take 2.mp4`. */
export function fileOut(
  { type, facts }: Pick<MediaValue, 'type' | 'facts'>,
  title: string,
  take: number | null,
): { readonly name: string; readonly mime: string } {
  const names = facts.format.split(',')
  const known = FORMATS.find(([format, of]) => names.includes(format) && (of === null || of === type))
  const [ending, mime] = known ? [known[2], known[3]] : (BY_CODEC[facts.videoCodec ?? ''] ?? UNKNOWN)
  const stem = title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^[.\s]+|[.\s]+$/g, '') || type
  return { name: `${stem}${take === null ? '' : `-take ${take + 1}`}.${ending}`, mime }
}
