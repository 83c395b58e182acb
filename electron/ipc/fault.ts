import type { ErrorCode, IpcError } from '#shared/ipc/error.ts'
import { StoreError } from '../cache/store-error.ts'
import { ProjectFileError } from '../project/project-error.ts'

/** A request that cannot be done. The message is one sentence that says what to do. */
export class Fault extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = 'Fault'
    this.code = code
  }
}

/** Any error as it crosses to the editor; what is none of ours is a fault of Reelay and says so. */
export function toIpcError(error: unknown): IpcError {
  if (error instanceof Fault || error instanceof ProjectFileError) return { code: error.code, message: error.message }
  if (error instanceof StoreError) return { code: 'store', message: error.message }
  const why = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Reelay could not do that because of a fault of its own (${why}); try again.` }
}
