import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { handlerOf } from './schemes.ts'

let base: Promise<string> | null = null

/**
 * Where requests of a `<video>` or `<audio>`, and those that bring a body, are sent on to: Chromium's protocol hands over whole bodies
 * only, and a film is not held in memory. This server on the loopback pipes between the page and the app's handler.
 */
export async function relayed(url: string): Promise<string> {
  base ??= listen()
  return `${await base}${encodeURIComponent(url)}`
}

function listen(): Promise<string> {
  const server = createServer(async (request, response) => {
    const url = decodeURIComponent((request.url ?? '/').slice(1))
    const stop = new AbortController()
    response.on('close', () => stop.abort())
    try {
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && name !== 'host' && name !== 'connection'
          ? [[name, value] as [string, string]]
          : [],
      )
      const method = request.method ?? 'GET'
      const body = method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(request), duplex: 'half' }
      const asked = new Request(url, { method, headers, signal: stop.signal, ...body } as RequestInit)
      const answer = await handlerOf(url)?.(asked)
      response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []))
      if (answer?.body) await pipeline(Readable.fromWeb(answer.body as ReadableStream), response)
      else response.end()
    } catch {
      // A player that stops in the middle is no trouble.
      response.destroy()
    }
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      server.unref()
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    })
  })
}
