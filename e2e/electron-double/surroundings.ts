import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { state } from './state.ts'
import { webContents } from './web-contents.ts'

/** `safeStorage`: a toy. It shows that a text is stored as bytes and read again, not that it is safe. */
export const safeStorage = {
  isEncryptionAvailable: () => state.ready,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: (text: string) => Buffer.concat([Buffer.from('v10'), Buffer.from(text).map((byte) => byte ^ 0x5a)]),
  decryptString: (bytes: Buffer) => {
    if (bytes.toString('latin1', 0, 3) !== 'v10')
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    return Buffer.from(bytes.subarray(3).map((byte) => byte ^ 0x5a)).toString()
  },
}

let source = 'system'
/** `nativeTheme`: a machine whose system is light. */
export const nativeTheme = Object.assign(new EventEmitter(), {
  get shouldUseDarkColors() {
    return source === 'dark'
  },
  get themeSource() {
    return source
  },
  set themeSource(next: string) {
    source = next
    for (const page of webContents.getAllWebContents()) page.setColorScheme(next === 'system' ? '' : next)
    nativeTheme.emit('updated')
  },
})

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
}
/** `screen`: one, of usual size. */
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
})

const image = (bytes: Buffer) => ({
  toPNG: () => bytes,
  isEmpty: () => bytes.length === 0,
  getSize: () => ({ width: 0, height: 0 }),
  resize: () => image(bytes),
  toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
})
/** `nativeImage`: bytes, never decoded. */
export const nativeImage = {
  createEmpty: () => image(Buffer.alloc(0)),
  createFromPath: (path: string) => image(readFileSync(path)),
  createFromBuffer: (bytes: Buffer) => image(bytes),
  createThumbnailFromPath: async (path: string) => image(readFileSync(path)),
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
}
/** `net`: files are read, everything else is Node's fetch. */
export const net = {
  isOnline: () => true,
  fetch: async (input: string | URL | Request, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith('file:')) return fetch(input, init)
    const path = fileURLToPath(url)
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    return new Response(readFileSync(path), { headers: { 'content-type': type } })
  },
}

let blockers = 0
/** `powerSaveBlocker`: keeps nothing awake. */
export const powerSaveBlocker = { start: () => ++blockers, stop: () => true, isStarted: () => false }
export const powerMonitor = new EventEmitter()
export const crashReporter = { start: () => {} }
