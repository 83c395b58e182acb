import type { EventName, EventOf, In, Out, RequestName } from '#shared/ipc/contract.ts'
import { zFromHost } from '#shared/ipc/wire.ts'
import { ApiError } from './api-error.ts'
import type { Transport } from './transport.ts'

/** The host, as the page asks it; see the functions of api.ts. */
interface Requests {
  request<N extends RequestName>(name: N, input: In<N>): Promise<Out<N>>
  on<N extends EventName>(name: N, listener: (event: EventOf<N>) => void): () => void
  onConnection(tell: (connected: boolean) => void): () => void
}

interface Pending {
  readonly message: string
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Requests and events over a transport, which is opened at the first request. */
export function createRequests(transport: Transport): Requests {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const connection = new Set<(connected: boolean) => void>()
  let state: 'new' | 'opening' | 'open' = 'new'
  let lastId = 0

  const receive = (text: string): void => {
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

  const open = (): void => {
    state = 'opening'
    transport.open({
      opened() {
        state = 'open'
        for (const { message } of pending.values()) transport.send(message)
        for (const tell of connection) tell(true)
      },
      message: receive,
      closed() {
        state = 'opening'
        for (const tell of connection) tell(false)
        // An answer may be lost on the way: what was sent is not sent twice, its sender decides.
        for (const { reject } of pending.values())
          reject(new ApiError('offline', 'Reelay cannot be reached; it is tried again until it answers.'))
        pending.clear()
      },
    })
  }

  return {
    request<N extends RequestName>(name: N, input: In<N>) {
      if (state === 'new') open()
      const id = ++lastId
      const message = JSON.stringify({ id, m: name, p: input })
      return new Promise<Out<N>>((resolve, reject) => {
        // The host checked the answer by the same contract.
        pending.set(id, { message, resolve: (value) => resolve(value as Out<N>), reject })
        if (state === 'open') transport.send(message)
      })
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all)
      const typed = (payload: unknown) => listener(payload as EventOf<typeof name>)
      all.add(typed)
      return () => all.delete(typed)
    },
    onConnection(tell) {
      connection.add(tell)
      return () => connection.delete(tell)
    },
  }
}
