import type { Transport } from './transport.ts'

/** Waits before the second, third, … attempt to reach the host again, in milliseconds. */
const RETRY_MS = [250, 500, 1000, 2000, 4000] as const

/** In a browser: a WebSocket to the server that the page came from. */
export function createSocket(): Transport {
  let socket: WebSocket | null = null
  let attempts = 0
  return {
    open(events) {
      const connect = () => {
        const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
        socket = new WebSocket(`${scheme}://${location.host}/socket`)
        socket.addEventListener('open', () => {
          attempts = 0
          events.opened()
        })
        socket.addEventListener('message', (message) => events.message(String(message.data)))
        socket.addEventListener('close', () => {
          events.closed()
          setTimeout(connect, RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)])
        })
      }
      connect()
    },
    send: (text) => socket?.send(text),
    pathOf: () => null,
  }
}
