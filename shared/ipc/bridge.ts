/** Name under which the desktop window's preload script offers the bridge to the page. */
export const BRIDGE = 'reelay'

/** All that a desktop page can reach beyond a browser's page. Messages are text, as in wire.ts; the host checks each. */
export interface DesktopBridge {
  /** Begins a connection to the host; one that an earlier load of the page had is over. */
  connect(): Promise<void>
  /** Resolves when the message is on its way. */
  send(text: string): Promise<void>
  onMessage(listener: (text: string) => void): void
  /** The host is gone; another one takes its place as soon as there is a connection again. */
  onClosed(listener: () => void): void
  /** Where a `File` of the page that was dropped or chosen lies; empty where it lies nowhere. */
  pathOf(file: object): string
}

/** Channels between preload script and main process; there are no others. */
export const CHANNELS = {
  connect: 'reelay:connect',
  send: 'reelay:send',
  message: 'reelay:message',
  closed: 'reelay:closed',
} as const
