import type { FileKind } from '#shared/ipc/shell-messages.ts'

/** A line in a file dialog: a name, and endings without their dot. */
export interface FileFilter {
  readonly name: string
  readonly extensions: string[]
}

const ENDINGS = {
  document: ['reelay'],
  image: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'tif', 'tiff', 'bmp', 'avif', 'exr', 'dpx'],
  video: ['mp4', 'mov', 'm4v', 'mkv', 'webm', 'avi', 'mxf'],
  audio: ['wav', 'mp3', 'm4a', 'aac', 'flac', 'ogg', 'aiff', 'aif'],
  table: ['csv', 'tsv'],
} as const

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
  const extensions = kind === 'media' ? [...ENDINGS.image, ...ENDINGS.video, ...ENDINGS.audio] : [...ENDINGS[kind]]
  const own = { name: NAMES[kind], extensions }
  return purpose === 'open' && kind !== 'document' ? [own, all] : [own]
}
