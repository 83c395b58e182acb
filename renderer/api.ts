import type { EventName, EventOf, In, Out, RequestName } from '#shared/ipc/contract.ts'
import type { ErrorCode } from '#shared/ipc/error.ts'
import { zFromHost } from '#shared/ipc/wire.ts'

/** A request that the host refused; the message is a sentence for people. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline'
  constructor(code: ErrorCode | 'offline', message: string) {
    super(message)
    this.code = code
  }
}

type Listener<N extends EventName> = (event: EventOf<N>) => void

/** Waits before the second, third, … attempt to reach the host again, in milliseconds. */
const RETRY_MS = [250, 500, 1000, 2000, 4000] as const

interface Pending {
  readonly message: string
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const pending = new Map<number, Pending>()
const listeners = new Map<string, Set<(payload: unknown) => void>>()
const connection = new Set<(connected: boolean) => void>()
let socket: WebSocket | null = null
let attempts = 0
let lastId = 0

function connect(): void {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  socket = new WebSocket(`${scheme}://${location.host}/socket`)
  socket.addEventListener('open', () => {
    attempts = 0
    for (const { message } of pending.values()) socket?.send(message)
    for (const tell of connection) tell(true)
  })
  socket.addEventListener('message', (message) => receive(String(message.data)))
  socket.addEventListener('close', () => {
    for (const tell of connection) tell(false)
    // An answer may be lost on the way: what was sent is not sent twice, its sender decides.
    for (const { reject } of pending.values())
      reject(new ApiError('offline', 'Reelay cannot be reached; it is tried again until it answers.'))
    pending.clear()
    window.setTimeout(connect, RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)])
  })
}

function receive(text: string): void {
  const message = zFromHost.parse(JSON.parse(text))
  if ('e' in message) {
    for (const listener of listeners.get(message.e) ?? []) listener(message.p)
    return
  }
  const call = message.id === null ? undefined : pending.get(message.id)
  if (!call || message.id === null) return
  pending.delete(message.id)
  if (message.answer.ok) call.resolve(message.answer.value)
  else call.reject(new ApiError(message.answer.error.code, message.answer.error.message))
}

/** Asks the host. Rejects with an ApiError. */
export function request<N extends RequestName>(name: N, input: In<N>): Promise<Out<N>> {
  if (!socket) connect()
  const id = ++lastId
  const message = JSON.stringify({ id, m: name, p: input })
  return new Promise<Out<N>>((resolve, reject) => {
    // The host checked the answer by the same contract.
    pending.set(id, { message, resolve: (value) => resolve(value as Out<N>), reject })
    if (socket?.readyState === WebSocket.OPEN) socket.send(message)
  })
}

/** Listens to an event of the host; gives what ends it. */
export function on<N extends EventName>(name: N, listener: Listener<N>): () => void {
  const all = listeners.get(name) ?? new Set()
  listeners.set(name, all)
  const typed = (payload: unknown) => listener(payload as EventOf<N>)
  all.add(typed)
  return () => all.delete(typed)
}

/** Tells when the host is reached or lost. */
export function onConnection(tell: (connected: boolean) => void): () => void {
  connection.add(tell)
  return () => connection.delete(tell)
}

/** Hands a file over to the host; gives its path there. */
export async function upload(address: string, file: File): Promise<string> {
  const response = await fetch(`${address}${address.includes('?') ? '&' : '?'}name=${encodeURIComponent(file.name)}`, {
    method: 'PUT',
    body: file,
  })
  if (!response.ok) throw new ApiError('io', `${file.name} could not be handed over: ${await response.text()}`)
  const answer: unknown = await response.json()
  if (typeof answer === 'object' && answer !== null && 'path' in answer && typeof answer.path === 'string')
    return answer.path
  throw new ApiError('io', `${file.name} could not be handed over: the answer names no path.`)
}
