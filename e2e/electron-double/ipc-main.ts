import { EventEmitter } from 'node:events'

type Handler = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

export function invokeHandler(channel: string): Handler | undefined {
  return handlers.get(channel)
}

function handle(channel: string, handler: Handler): void {
  if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
  handlers.set(channel, handler)
}

/** `ipcMain`: what pages invoke and send arrives here. */
export const ipcMain = Object.assign(new EventEmitter(), {
  handle,
  handleOnce: (channel: string, handler: Handler) =>
    handle(channel, (event, ...args) => {
      handlers.delete(channel)
      return handler(event, ...args)
    }),
  removeHandler: (channel: string) => void handlers.delete(channel),
})
