import { resolve } from 'node:path'
import type { WindowStart } from '#shared/ipc/shell-messages.ts'

/** What the app was started with. */
export interface Arguments {
  /** The data folder; null: the usual one. */
  readonly data: string | null
  readonly start: WindowStart
  /** A starter to open a copy of where the data folder is new and no file is given. */
  readonly first: string | null
}

/**
 * Reads `[--data DIR] [--first STARTER] [FILE]` from what follows the program (and, unpackaged, the app's folder). Switches of
 * Electron, Chromium and the system are passed over; a file is whatever ends with `.reelay`.
 */
export function readArguments(args: readonly string[], folder: string): Arguments {
  let data: string | null = null
  let start: WindowStart = null
  let first: string | null = null
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const next = args[index + 1]
    if ((arg === '--data' || arg === '--first') && next !== undefined) {
      if (arg === '--data') data = resolve(folder, next)
      else first = next
      index++
    } else if (!arg.startsWith('-') && arg.toLowerCase().endsWith('.reelay')) {
      start = { kind: 'file', path: resolve(folder, arg) }
    }
  }
  return { data, start, first }
}

/** The page's address with which a window begins. */
export function pageAddress(origin: string, start: WindowStart): string {
  const url = new URL(`${origin}/`)
  if (start?.kind === 'file') url.searchParams.set('open', start.path)
  if (start?.kind === 'starter') url.searchParams.set('starter', start.starter)
  return url.href
}
