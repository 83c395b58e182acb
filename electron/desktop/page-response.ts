import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { StoreError } from '../cache/store-error.ts'
import { desktopHeaders } from '../web/headers.ts'
import { staticFile } from '../web/static-files.ts'
import { storeUpload } from '../web/upload.ts'
import { MEDIA_SCHEME, PAGE_ORIGIN } from './addresses.ts'
import { fileResponse, sentence } from './file-response.ts'

/** What `app://` needs. */
export interface PageParts {
  /** The folder of the built page. */
  readonly renderer: string
  /** Where files go that the page hands over. */
  readonly uploads: () => Promise<{ readonly folder: string; readonly scratch: string }>
}

const HEADERS = desktopHeaders(`${MEDIA_SCHEME}:`)

/** Answers `app://reelay/…`: the built page, and `PUT upload?name=FILE` for what was pasted and lies in no file. */
export async function pageResponse(parts: PageParts, request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (`${url.protocol}//${url.host}` !== PAGE_ORIGIN) return sentence(404, 'There is no such page.', HEADERS)
  if (url.pathname === '/upload') return upload(parts, request, url.searchParams.get('name'))
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sentence(405, 'Only reading is possible here.', HEADERS)
  const file = staticFile(parts.renderer, url.pathname)
  if (!file) return sentence(404, 'There is no such page.', HEADERS)
  return fileResponse(request, file.path, { ...HEADERS, 'Cache-Control': 'no-cache', 'Content-Type': file.type })
}

async function upload({ uploads }: PageParts, request: Request, name: string | null): Promise<Response> {
  if (request.method !== 'PUT' || name === null || request.body === null)
    return sentence(400, 'A file is handed over with PUT and its name.', HEADERS)
  const { folder, scratch } = await uploads()
  try {
    const path = await storeUpload(Readable.fromWeb(request.body as ReadableStream), name, folder, scratch)
    return Response.json({ path }, { status: 201, headers: { ...HEADERS, 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return sentence(error.kind === 'disk-full' ? 507 : 500, error.message, HEADERS)
  }
}
