import { zCall } from '#shared/ipc/wire.ts'
import type { Client } from './client.ts'
import { checkedEvent } from './dispatch.ts'
import type { EditorHost } from './services.ts'

/** The host's end of one window's or tab's transport. */
export interface Connection {
  readonly client: Client
  /** Takes one message as it came; what it is answered with goes out through `send`. */
  receive(text: string): void
  /** The other end is gone. */
  close(): void
}

/** Connects a transport that carries text; `send` does nothing once the other end is gone. */
export function connectClient(
  editor: Pick<EditorHost, 'dispatch' | 'disconnected'>,
  send: (text: string) => void,
): Connection {
  const say = (message: object) => send(JSON.stringify(message))
  const client: Client = { send: (message) => say(checkedEvent(message)) }
  return {
    client,
    receive(text) {
      const call = zCall.safeParse(parse(text))
      if (!call.success) {
        const error = { code: 'bad-request', message: 'A message is JSON: {"id": 1, "m": "app.info", "p": {}}.' }
        return say({ id: null, answer: { ok: false, error } })
      }
      const { id, m, p } = call.data
      void editor.dispatch(client, m, p).then((answer) => say({ id, answer }))
    },
    close: () => editor.disconnected(client),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
