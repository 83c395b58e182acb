import { PAGE_ORIGIN } from './addresses.ts'

/**
 * What every editor window is made with, the preload script aside. The page is as powerless as a page in a browser: tests hold each
 * of these, also where Electron itself cannot run.
 */
export const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const

/** Pixels of a window that nobody has sized yet, and the least it can be made. */
export const FIRST_SIZE = { width: 1440, height: 900 } as const
export const LEAST_SIZE = { width: 800, height: 560 } as const

/** Whether a frame is the editor's own page, at the top of its window: nothing else is listened to. */
export function isOurPage(frame: { readonly url: string; readonly parent: unknown } | null): boolean {
  if (frame === null || frame.parent !== null) return false
  return frame.url === PAGE_ORIGIN || frame.url.startsWith(`${PAGE_ORIGIN}/`)
}

/** Where a person is sent in their own browser; everything else that a page wants to open stays shut. */
const OUTSIDE = [
  'https://github.com/',
  'https://dev.runwayml.com/',
  'https://app.klingai.com/',
  'https://fal.ai/',
  'https://aistudio.google.com/',
  'https://elevenlabs.io/',
  'https://sync.so/',
  'https://www.topazlabs.com/',
] as const

/** Whether an address may be opened in the system's browser: https, and on the closed list. */
export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.username === '' && url.password === '' && OUTSIDE.some((origin) => url.href.startsWith(origin))
}

/** What a page may ask the system for: its own clipboard writes and its own notifications, nothing else. */
export function mayHave(permission: string, origin: string): boolean {
  const own = origin === PAGE_ORIGIN || origin === `${PAGE_ORIGIN}/`
  return own && (permission === 'clipboard-sanitized-write' || permission === 'notifications')
}
