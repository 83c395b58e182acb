import { z } from 'zod'

/**
 * What can go wrong with a request, for code; the message beside it is for people.
 * - `bad-request`, `unknown-request`: what was sent is not of the contract. `not-found`: no such run, starter or output.
 * - `no-session`: the document is not open here (any more). `read-only`: another session edits it. `no-path`: it has no file yet.
 * - `unsupported`: this is not possible here (in a browser, or without a key store); the page does without it.
 * - `missing` to `io`: a project file, see ProjectErrorCode. `store`: the data folder. `internal`: a fault of Reelay.
 */
export const zErrorCode = z.enum([
  'bad-request',
  'unknown-request',
  'not-found',
  'no-session',
  'read-only',
  'no-path',
  'unsupported',
  'missing',
  'folder',
  'permission',
  'too-big',
  'not-utf8',
  'unreadable',
  'conflict',
  'locked',
  'full',
  'refused',
  'io',
  'store',
  'internal',
])
export type ErrorCode = z.infer<typeof zErrorCode>

/** How an error crosses: `message` is one sentence a person can act on. */
export const zIpcError = z.object({ code: zErrorCode, message: z.string() })
export type IpcError = z.infer<typeof zIpcError>
