import { EventEmitter } from 'node:events'
import { notImitated } from './not-imitated.ts'
import { protocol } from './schemes.ts'

type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean

/** Permissions of a page that an app may leave open, by their names here and in Chromium's protocol. */
const GRANTABLE = {
  'clipboard-read': 'clipboardReadWrite',
  'clipboard-sanitized-write': 'clipboardSanitizedWrite',
  notifications: 'notifications',
} as const

interface RequestDetails {
  readonly url: string
  readonly method: string
}
type BeforeRequest = (details: RequestDetails, answer: (response: { readonly cancel?: boolean }) => void) => void

let check: CheckHandler | null = null
let beforeRequest: { readonly patterns: readonly RegExp[]; readonly listener: BeforeRequest } | null = null

/** `session.defaultSession`: the only one. What an app's check handler refuses, pages are refused; all else they never get. */
export const defaultSession = Object.assign(new EventEmitter(), {
  protocol,
  setPermissionCheckHandler: (handler: CheckHandler | null) => {
    check = handler
  },
  /** Remembered by nobody: nothing that is not granted beforehand is ever asked for. */
  setPermissionRequestHandler: () => {},
  setDevicePermissionHandler: () => {},
  setSpellCheckerEnabled: () => {},
  setSpellCheckerLanguages: () => {},
  webRequest: {
    onBeforeRequest: ({ urls }: { readonly urls: readonly string[] }, listener: BeforeRequest) => {
      beforeRequest = { patterns: urls.map(patternOf), listener }
    },
    onBeforeSendHeaders: notImitated('webRequest.onBeforeSendHeaders'),
    onHeadersReceived: notImitated('webRequest.onHeadersReceived'),
  },
  clearCache: async () => {},
  clearStorageData: async () => {},
})

/** `session`. */
export const session = { defaultSession, fromPartition: () => defaultSession }

/** Whether the app lets a request go out. */
export async function mayRequest(details: RequestDetails): Promise<boolean> {
  const { patterns, listener } = beforeRequest ?? { patterns: [], listener: () => {} }
  if (!patterns.some((pattern) => pattern.test(details.url))) return true
  return new Promise((resolve) => listener(details, ({ cancel = false }) => resolve(!cancel)))
}

/** `https://*\/*` and the like. */
function patternOf(urls: string): RegExp {
  const escaped = urls.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${escaped}$`)
}

/** Chromium's names of what pages of an origin may do. */
export function grantedPermissions(origin: string): (typeof GRANTABLE)[keyof typeof GRANTABLE][] {
  return Object.entries(GRANTABLE).flatMap(([permission, granted]) =>
    check === null || check(null, permission, origin, {}) ? [granted] : [],
  )
}
