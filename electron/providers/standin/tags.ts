import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import type { GenerateRequest } from '#shared/node/generate.ts'
import type { MediaJob } from '#shared/node/media.ts'
import type { Ffmpeg } from '../../media/door.ts'

const zMouthTrack = z.object({
  skin: z.array(z.number()).length(3),
  lip: z.array(z.number()).length(3),
  /** Seconds, x, y, size; see `Mouth`. */
  at: z.array(z.array(z.number()).length(4)).min(1),
})
/** How a presenter's mouth goes through a clip, carried in the clip's own comment so that a lip-sync finds it. */
export type MouthTrack = z.infer<typeof zMouthTrack>

const MOUTH_TAG = 'reelay-mouth='

/** What every result says about itself. */
function comment(request: GenerateRequest, note = ''): string {
  return `Reelay stand-in: made offline in place of ${request.model}, not that model's output.${note === '' ? '' : ` ${note}`}`
}

/** ffmpeg options that write title and comment, and nothing about the build or the day. */
export function metadataOptions(
  request: GenerateRequest,
  title: string,
  mouth: MouthTrack | null,
  note = '',
): string[] {
  const track = mouth === null ? '' : ` ${MOUTH_TAG}${JSON.stringify(mouth)}`
  return [
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-metadata', `title=${title} (stand-in)`, '-metadata', `comment=${comment(request, note)}${track}`],
  ]
}

/** The mouth a clip tells of; null where it tells of none. */
export async function readMouth(ffmpeg: Ffmpeg, path: string, job: MediaJob): Promise<MouthTrack | null> {
  let text = ''
  const decoder = new TextDecoder()
  const lines = ffmpeg.stream({ inputs: [{ path }], outputOptions: ['-f', 'ffmetadata'] }, job)
  for await (const chunk of lines) text += decoder.decode(chunk, { stream: true })
  // The format puts a backslash before = ; # and itself.
  const plain = text.replace(/\\([=;#\\\n])/g, '$1')
  const start = plain.indexOf(MOUTH_TAG)
  if (start < 0) return null
  const [json = ''] = plain.slice(start + MOUTH_TAG.length).split('\n')
  try {
    const track = zMouthTrack.safeParse(JSON.parse(json))
    return track.success ? track.data : null
  } catch {
    return null
  }
}

/** Signature and header chunk of a PNG. */
const PNG_HEAD = 33

/** Copies a PNG and adds its title and comment, which ffmpeg does not write for stills. */
export async function markPng(from: string, to: string, request: GenerateRequest, title: string): Promise<void> {
  const source = await open(from)
  const head = Buffer.alloc(PNG_HEAD)
  await source.read(head, 0, PNG_HEAD, 0)
  await source.close()
  const target = createWriteStream(to)
  target.write(head)
  target.write(textChunk('Title', `${title} (stand-in)`))
  target.write(textChunk('Comment', comment(request)))
  await pipeline(createReadStream(from, { start: PNG_HEAD }), target)
}

/** An `iTXt` chunk: uncompressed UTF-8. */
function textChunk(keyword: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from(`iTXt${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
