import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** First and last byte, both sent. */
interface Span {
  readonly first: number
  readonly last: number
}

/**
 * What a `Range` header asks of a file of `bytes` length: a span, `null` where the whole file is to be sent (none, several or
 * unreadable ranges, as RFC 9110 14.2 allows), `'outside'` where there is no such part.
 */
export function spanOf(header: string | undefined, bytes: number): Span | null | 'outside' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match) return null
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return null
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return first > last ? 'outside' : { first, last }
}

/** Streams a file, or the part of it that is asked for. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { size } = await stat(path)
  const span = spanOf(request.headers.range, size)
  if (span === 'outside') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end()
    return
  }
  const length = span ? span.last - span.first + 1 : size
  response.writeHead(span ? 206 : 200, {
    ...headers,
    'Accept-Ranges': 'bytes',
    'Content-Length': length,
    ...(span ? { 'Content-Range': `bytes ${span.first}-${span.last}/${size}` } : {}),
  })
  if (request.method === 'HEAD' || length === 0) {
    response.end()
    return
  }
  await pipeline(createReadStream(path, span ? { start: span.first, end: span.last } : {}), response)
}
