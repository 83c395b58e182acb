import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { spanOf } from '../web/send-file.ts'

/** A file, or the part of it that a `Range` header asks for, as the answer of a custom scheme; nothing is read whole. */
export async function fileResponse(
  request: Request,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const { size } = await stat(path)
  const span = spanOf(request.headers.get('range') ?? undefined, size)
  if (span === 'outside')
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } })
  const length = span ? span.last - span.first + 1 : size
  const all = {
    ...headers,
    'Accept-Ranges': 'bytes',
    'Content-Length': String(length),
    ...(span ? { 'Content-Range': `bytes ${span.first}-${span.last}/${size}` } : {}),
  }
  const status = span ? 206 : 200
  if (request.method === 'HEAD' || length === 0) return new Response(null, { status, headers: all })
  const stream = createReadStream(path, span ? { start: span.first, end: span.last } : {})
  // A window that stops a video in the middle reads no further; the file must not stay open.
  request.signal.addEventListener('abort', () => stream.destroy(), { once: true })
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers: all })
}

/** An answer without a file: a status and a sentence. */
export function sentence(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}
