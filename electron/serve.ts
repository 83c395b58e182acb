import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { StoreError } from './cache/store-error.ts'
import type { Host } from './host.ts'
import { connectClient } from './ipc/connection.ts'
import { createEditorHost } from './ipc/services.ts'
import { attachment } from './web/attachment.ts'
import { createGuard, type Refusal } from './web/guard.ts'
import { securityHeaders } from './web/headers.ts'
import { sendFile } from './web/send-file.ts'
import { staticFile } from './web/static-files.ts'
import { storeUpload } from './web/upload.ts'

/** Bytes of one message; a document with all its edits is far smaller. */
const LONGEST_MESSAGE = 64 * 1024 * 1024
/** Stored files never change, so a browser need not ask again. */
const FOREVER = { 'Cache-Control': 'private, max-age=31536000, immutable' }
const BLOB = /^\/(media|poster|strip|proxy|peaks)\/([0-9a-f]{64})$/

export interface ServeOptions {
  readonly host: Host
  readonly data: string
  readonly resources: string
  /** The built editor. */
  readonly renderer: string
  /** 0: any that is free. */
  readonly port: number
  readonly log: (line: string) => void
}

export interface Serving {
  /** With the token: whoever has it has the editor. */
  readonly url: string
  /** Ends connections and closes every document. The host stays open. */
  close(): Promise<void>
}

/** Serves the editor on 127.0.0.1: pages, stored files, and the contract over a WebSocket. Rejects where the port is taken. */
export async function serveEditor({ host, data, resources, renderer, port, log }: ServeOptions): Promise<Serving> {
  const previews = { poster: '/poster/', strip: '/strip/', proxy: '/proxy/', peaks: '/peaks/' }
  const addresses = { media: '/media/', ...previews, upload: '/upload' }
  const editor = createEditorHost({ host, data, resources, addresses, log })
  const server = createServer()
  const portOf = () => (server.address() as AddressInfo).port
  const guard = createGuard(portOf)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(securityHeaders(request.headers.host ?? '')))
      response.setHeader(name, value)
    const base = `http://127.0.0.1:${portOf()}`
    if (!URL.canParse(request.url ?? '/', base))
      return refuse(response, { status: 400, message: 'This is no address of a page.' })
    const url = new URL(request.url ?? '/', base)
    if (request.method === 'GET' && url.pathname === '/' && url.searchParams.has('token'))
      return letIn(request, response, url)
    const refusal = guard.refuse(request)
    if (refusal) return refuse(response, refusal)
    if (url.pathname === addresses.upload) return upload(request, response, url)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, { status: 405, message: 'Only reading is possible here.' })
    const [, kind, digest] = BLOB.exec(url.pathname) ?? []
    if (kind !== undefined && digest !== undefined) return sendStored(request, response, kind, digest, url)
    return sendPage(request, response, url.pathname)
  }

  /** Puts a cookie in the place of the token, so that it is in no history, log or screenshot. */
  const letIn = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    const refusal = guard.refuseEntry(request, url.searchParams.get('token'))
    if (refusal) {
      refuse(response, refusal)
      return
    }
    url.searchParams.delete('token')
    response
      .writeHead(303, { Location: `/${url.search}`, 'Set-Cookie': guard.cookie(), 'Cache-Control': 'no-store' })
      .end()
  }

  const sendStored = async (
    request: IncomingMessage,
    response: ServerResponse,
    kind: string,
    digest: string,
    url: URL,
  ) => {
    const missing = { status: 404, message: 'There is no such file in the store; run again and it is made anew.' }
    const file = await editor.file(kind, digest)
    if (file === null) return refuse(response, missing)
    const name = attachment(url.searchParams.get('name'))
    const headers = { ...FOREVER, ...name, ETag: `"${digest}"`, 'Content-Type': file.type }
    return sendFile(request, response, file.path, headers)
  }

  const sendPage = async (request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> => {
    const file = staticFile(renderer, pathname)
    if (file) return sendFile(request, response, file.path, { 'Cache-Control': 'no-cache', 'Content-Type': file.type })
    const message =
      pathname === '/'
        ? 'The editor is not built yet: run “npm run build”, then load this page again.'
        : 'There is no such page.'
    return refuse(response, { status: pathname === '/' ? 503 : 404, message })
  }

  const upload = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const name = url.searchParams.get('name')
    if (request.method !== 'PUT' || name === null || request.headers.origin === undefined)
      return refuse(response, { status: 400, message: 'A file is handed over with PUT and its name.' })
    const path = await storeUpload(request, name, join(data, 'uploads'), host.cache.temp.own())
    response
      .writeHead(201, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      .end(JSON.stringify({ path }))
  }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A browser that stops a video in the middle is no trouble.
      if (response.destroyed || request.socket.destroyed) return
      if (error instanceof StoreError && !response.headersSent)
        return refuse(response, { status: error.kind === 'disk-full' ? 507 : 500, message: error.message })
      log(`${request.method} ${request.url?.split('?')[0]}: ${error instanceof Error ? error.stack : String(error)}`)
      if (response.headersSent) response.destroy()
      else refuse(response, { status: 500, message: 'Reelay could not do that; try again.' })
    })
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?')[0]
    const refusal =
      path === '/socket' ? guard.refuseUpgrade(request) : { status: 404, message: 'There is no such socket.' }
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, connect)
  })

  const connect = (socket: WebSocket): void => {
    const connection = connectClient(editor, (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text)
    })
    socket.on('message', (bytes) => connection.receive(String(bytes)))
    // What ends a connection badly also closes it; both ends start again.
    socket.on('error', (error) => log(`connection: ${error.message}`))
    socket.on('close', connection.close)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  }).catch(async (error: unknown) => {
    await editor.close()
    throw error
  })

  return {
    url: `http://127.0.0.1:${portOf()}/?token=${guard.token}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await editor.close()
    },
  }
}

function refuse(response: ServerResponse, { status, message }: Refusal): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${message}\n`)
}
