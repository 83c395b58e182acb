import { FILE_ENDINGS } from '#shared/ipc/file-endings.ts'
import type { FileKind } from '#shared/ipc/shell-messages.ts'

/** A line in a file dialog: a name, and endings without their dot. */
export interface FileFilter {
  readonly name: string
  readonly extensions: string[]
}

const NAMES = {
  document: 'Reelay pipelines',
  image: 'Images',
  video: 'Clips',
  audio: 'Sounds',
  media: 'Images, clips and sounds',
  table: 'Tables',
} as const

/** What a dialog offers for a kind; the last line of a dialog for opening is always every file, for endings we do not know. */
export function fileFilters(kind: FileKind, purpose: 'open' | 'save'): FileFilter[] {
  const all = { name: 'All files', extensions: ['*'] }
  if (kind === 'any') return [all]
  const extensions =
    kind === 'media' ? [...FILE_ENDINGS.image, ...FILE_ENDINGS.video, ...FILE_ENDINGS.audio] : [...FILE_ENDINGS[kind]]
  const own = { name: NAMES[kind], extensions }
  return purpose === 'open' && kind !== 'document' ? [own, all] : [own]
}
