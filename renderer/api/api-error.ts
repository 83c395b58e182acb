import type { ErrorCode } from '#shared/ipc/error.ts'

/** A request that the host refused, or that did not reach it; the message is a sentence for people. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline'
  constructor(code: ErrorCode | 'offline', message: string) {
    super(message)
    this.code = code
  }
}
