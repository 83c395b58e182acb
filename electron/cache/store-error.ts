import Database from 'better-sqlite3'

export type StoreErrorKind = 'disk-full' | 'no-access' | 'missing' | 'not-a-file' | 'blob-missing' | 'failed'

/** The data folder could not do what was asked. The message is one sentence that says what to do. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind
  constructor(kind: StoreErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StoreError'
    this.kind = kind
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])
const DENIED = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'])

/** Says in a sentence what went wrong; `what` reads like "store clip.mp4", `where` is the folder or file it happened to. */
export function toStoreError(error: unknown, what: string, where: string): StoreError {
  if (error instanceof StoreError) return error
  const code = codeOf(error)
  const options = { cause: error }
  if (FULL.has(code)) {
    const message = `Could not ${what}: the disk that holds ${where} is full. Free some space (\`reelay cache prune\` helps), then run again.`
    return new StoreError('disk-full', message, options)
  }
  if (DENIED.has(code)) {
    const message = `Could not ${what}: Reelay may not write to or read ${where}. Change its permissions, or point --data at another folder.`
    return new StoreError('no-access', message, options)
  }
  if (code === 'ENOENT') {
    return new StoreError(
      'missing',
      `Could not ${what}: ${where} is not there. Check the path, then run again.`,
      options,
    )
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new StoreError('failed', `Could not ${what} in ${where}: ${reason}. Check the disk, then run again.`, options)
}

/** Extended SQLite codes (`SQLITE_READONLY_DIRECTORY`) count as their primary one. */
function codeOf(error: unknown): string {
  if (error instanceof Database.SqliteError) return error.code.split('_').slice(0, 2).join('_')
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return ''
}
