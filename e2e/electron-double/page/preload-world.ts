import type { createBridge } from './bridge.ts'
import type { createCodec } from './codec.ts'

/** What a sandboxed preload sees of the process. */
export interface PreloadSurroundings {
  readonly platform: string
  readonly arch: string
  readonly versions: Readonly<Record<string, string | undefined>>
  readonly argv: readonly string[]
  /** Paths by file name: a page of Chromium is not told where a chosen file lies. */
  readonly files: Readonly<Record<string, string>>
}

/** The preload's own text, as a function. */
type Preload = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: object,
  global: object,
) => void
type Listener = (event: object, ...args: unknown[]) => void
type FromMain =
  | { readonly reply: number; readonly value?: unknown; readonly error?: string }
  | { readonly channel: string; readonly args: unknown }

/** The world of the preload: isolated from the page's, with `ipcRenderer` and `contextBridge`. Stands alone: its text is put into pages. */
export function preloadWorld(
  bridgeOf: typeof createBridge,
  codecOf: typeof createCodec,
  preload: Preload,
  around: PreloadSurroundings,
): void {
  if (window.top !== window) return
  const { encode, decode } = codecOf()
  const bridge = bridgeOf('preload', 'main')
  const listeners = new Map<string, { readonly given: Listener; readonly called: Listener }[]>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  const doors = globalThis as unknown as {
    electronDoubleSend: (text: string) => void
    electronDoubleReceive: (text: string) => void
  }
  const post = (message: object) => doors.electronDoubleSend(JSON.stringify(message))

  doors.electronDoubleReceive = (text) => {
    const message: FromMain = JSON.parse(text)
    if ('reply' in message) {
      const call = waiting.get(message.reply)
      waiting.delete(message.reply)
      if (message.error !== undefined) call?.reject(new Error(message.error))
      else call?.resolve(decode(message.value))
      return
    }
    const args = decode(message.args) as unknown[]
    for (const { called } of [...(listeners.get(message.channel) ?? [])])
      called({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args)
  }

  const add = (channel: string, given: Listener, called: Listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { given, called }])
    return ipcRenderer
  }
  const off = (channel: string, listener: Listener) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter(({ given }) => given !== listener),
    )
    return ipcRenderer
  }
  const on = (channel: string, listener: Listener) => add(channel, listener, listener)
  const once = (channel: string, listener: Listener) =>
    add(channel, listener, (...args) => {
      off(channel, listener)
      listener(...args)
    })
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++last
        const message = { type: 'invoke', id, channel, args: encode(args) }
        waiting.set(id, { resolve, reject })
        post(message)
      }),
    send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args: encode(args) }),
    sendSync: () => {
      throw new Error('[electron-double] sendSync is not imitated')
    },
    on,
    once,
    off,
    addListener: on,
    removeListener: off,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
  }
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => bridge.fire('expose', { key, api: bridge.wrap(api) }),
  }
  bridge.on('window-open', (url: string) => post({ type: 'window-open', url }))
  const webUtils = { getPathForFile: (file: File) => around.files[file.name] ?? '' }
  const webFrame = { setZoomFactor: () => {}, getZoomFactor: () => 1, setZoomLevel: () => {}, getZoomLevel: () => 0 }
  const electron = { ipcRenderer, contextBridge, webUtils, webFrame }
  /** All that a sandboxed preload may require. */
  const modules: Readonly<Record<string, unknown>> = {
    electron,
    'electron/renderer': electron,
    events: {},
    timers: { setTimeout, setInterval, clearTimeout, clearInterval },
    url: { URL, URLSearchParams },
  }
  const require = (name: string) => {
    const plain = name.replace(/^node:/, '')
    if (!Object.hasOwn(modules, plain)) throw new Error(`module not found: ${name}`)
    return modules[plain]
  }
  const { platform, arch, versions, argv } = around
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, platform, arch, versions, argv, env: {} }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, process, globalThis)
  } catch (error) {
    console.error('Unable to load preload script', error)
    post({ type: 'preload-error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
