import type { DesktopBridge } from '#shared/ipc/bridge.ts'
import type { Transport } from './transport.ts'

/** In the desktop window: what its preload script offers. */
export function createDesktop(bridge: DesktopBridge): Transport {
  return {
    open(events) {
      const connect = () => void bridge.connect().then(events.opened)
      bridge.onMessage(events.message)
      bridge.onClosed(() => {
        events.closed()
        connect()
      })
      connect()
    },
    // Text that the window refuses gets no answer: its sender is told as of any message that is lost.
    send: (text) => void bridge.send(text),
    pathOf: (file) => bridge.pathOf(file) || null,
  }
}
