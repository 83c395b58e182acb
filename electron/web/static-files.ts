import { existsSync, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.otf': 'font/otf',
}

/** A file of the built editor, with its type; null where there is none of that name inside the folder. */
export function staticFile(folder: string, pathname: string): { readonly path: string; readonly type: string } | null {
  if (!existsSync(folder)) return null
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (name.includes('\0')) return null
  const wanted = join(folder, name === '/' ? 'index.html' : name)
  const type = TYPES[extname(wanted).toLowerCase()]
  if (type === undefined || !statSync(wanted, { throwIfNoEntry: false })?.isFile()) return null
  // Names and links alike may not lead out of the folder.
  const path = realpathSync(wanted)
  return path.startsWith(realpathSync(folder) + sep) ? { path, type } : null
}
