import type { FindStored } from '../ipc/stored-files.ts'
import { attachment } from '../web/attachment.ts'
import { MEDIA_ORIGIN } from './addresses.ts'
import { fileResponse, sentence } from './file-response.ts'

const ADDRESS = new RegExp(`^${MEDIA_ORIGIN}/([a-z]+)/([0-9a-f]{64})(?:\\?|$)`)

/** Stored files never change under their digest. */
const HEADERS = {
  'Cache-Control': 'private, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  // The page has another scheme, and draws what it loads on canvases; no other page is ever in these windows.
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Range, Content-Length, Accept-Ranges',
}

/** Answers `media://local/KIND/DIGEST`: files that the store knows, by digest only, whole or in ranges; nothing else. */
export async function mediaResponse(find: FindStored, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sentence(405, 'Stored files can only be read.', HEADERS)
  const [, kind = '', digest = ''] = ADDRESS.exec(request.url) ?? []
  const file = digest === '' ? null : await find(kind, digest)
  if (file === null)
    return sentence(404, 'There is no such file in the store; run again and it is made anew.', {
      ...HEADERS,
      'Cache-Control': 'no-store',
    })
  const name = attachment(new URL(request.url).searchParams.get('name'))
  return fileResponse(request, file.path, { ...HEADERS, ...name, ETag: `"${digest}"`, 'Content-Type': file.type })
}
