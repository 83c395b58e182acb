import { FILE_ENDINGS, hasEnding } from '#shared/ipc/file-endings.ts'
import type { FileKind } from '#shared/ipc/shell-messages.ts'
import type { FileParam } from '#shared/node/params.ts'

type Accepts = FileParam['accept']

const TYPES = {
  ...{ image: 'image/*', video: 'video/*', audio: 'audio/*' },
  table: [...FILE_ENDINGS.table.map((ending) => `.${ending}`), 'text/csv'].join(','),
} as const

/** What a file input offers for a param. */
export function inputAccept(accept: Accepts): string {
  return accept.map((kind) => TYPES[kind]).join(',')
}

/** What the system's dialog offers for a param. */
export function dialogKind(accept: Accepts): FileKind {
  const [only] = accept
  if (accept.length === 1 && only) return only
  return accept.includes('table') ? 'any' : 'media'
}

/** True where a file is of a kind that a param takes; one whose type the browser does not know is let through. */
export function fits(accept: Accepts, file: { readonly name: string; readonly type: string }): boolean {
  if (hasEnding(file.name, 'table') || file.type === 'text/csv') return accept.includes('table')
  const kind = file.type.split('/')[0]
  if (kind === '' || file.type === 'application/octet-stream') return true
  return accept.some((each) => each === kind)
}
