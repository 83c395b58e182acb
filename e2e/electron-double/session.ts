import { EventEmitter } from 'node:events'
import { protocol } from './schemes.ts'

type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean

/** Permissions of a page that an app may leave open, by their names here and in Chromium's protocol. */
const GRANTABLE = {
  'clipboard-read': 'clipboardReadWrite',
  'clipboard-sanitized-write': 'clipboardSanitizedWrite',
  notifications: 'notifications',
} as const

let check: CheckHandler | null = null

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
  webRequest: { onBeforeRequest: () => {}, onBeforeSendHeaders: () => {}, onHeadersReceived: () => {} },
  clearCache: async () => {},
  clearStorageData: async () => {},
})

/** `session`. */
export const session = { defaultSession, fromPartition: () => defaultSession }

/** Chromium's names of what pages may do now. */
export function grantedPermissions(): readonly (typeof GRANTABLE)[keyof typeof GRANTABLE][] {
  return Object.entries(GRANTABLE).flatMap(([permission, granted]) =>
    check === null || check(null, permission, '', {}) ? [granted] : [],
  )
}
