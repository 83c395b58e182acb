import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { WebSocket } from 'ws'
import type { EventName, EventOf, In, Out, RequestName } from '#shared/ipc/contract.ts'
import { type Answer, zFromHost } from '#shared/ipc/wire.ts'

interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
}

/** One request as it is written, also with headers and paths that a browser would not send. */
export async function send(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Reply> {
  const going = request({ host: '127.0.0.1', port, path, method, headers, agent: false })
  going.end(body)
  const [response] = await once(going, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
}

/** The cookie that the printed address gives. */
export async function letIn(url: string): Promise<string> {
  const { port, pathname, search } = new URL(url)
  const { headers } = await send(Number(port), `${pathname}${search}`)
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** Status of an attempt to open the socket: 101 where it opens. */
export async function knock(port: number, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (going, response) => {
      going.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', () => {})
  })
}

/** A page of the editor: speaks the contract over a real WebSocket. */
export interface Page {
  answer(name: string, params: unknown): Promise<Answer>
  ask<N extends RequestName>(name: N, params: In<N>): Promise<Out<N>>
  next<N extends EventName>(name: N, fits?: (event: EventOf<N>) => boolean): Promise<EventOf<N>>
  /** Sends text as it is; resolves to what comes back without an id. */
  shout(text: string): Promise<Answer>
  leave(): void
}

export async function openPage(url: string): Promise<Page> {
  const { host } = new URL(url)
  const cookie = await letIn(url)
  const socket = new WebSocket(`ws://${host}/socket`, { headers: { cookie, origin: `http://${host}` } })
  const events: { readonly e: string; readonly p: unknown }[] = []
  const looking = new Set<() => void>()
  const waiting = new Map<number | null, (answer: Answer) => void>()
  let last = 0
  socket.on('error', () => {})
  socket.on('message', (bytes) => {
    const message = zFromHost.parse(JSON.parse(String(bytes)))
    if ('e' in message) {
      events.push({ e: message.e, p: message.p })
      for (const look of looking) look()
    } else waiting.get(message.id)?.(message.answer)
  })
  await once(socket, 'open')

  const answer = (m: string, p: unknown): Promise<Answer> => {
    const id = ++last
    socket.send(JSON.stringify({ id, m, p }))
    return new Promise((resolve) => waiting.set(id, resolve))
  }
  return {
    answer,
    async ask(name, params) {
      const answered = await answer(name, params)
      if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`)
      return answered.value as Out<typeof name>
    },
    next: (name, fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const index = events.findIndex(({ e, p }) => e === name && fits(p as EventOf<typeof name>))
          const [found] = index < 0 ? [] : events.splice(index, 1)
          if (!found) return
          looking.delete(look)
          resolve(found.p as EventOf<typeof name>)
        }
        looking.add(look)
        look()
      }),
    shout(text) {
      socket.send(text)
      return new Promise((resolve) => waiting.set(null, resolve))
    },
    leave: () => socket.terminate(),
  }
}
