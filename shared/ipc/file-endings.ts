/** Endings, without their dot, of the files that Reelay reads. What a file holds is looked at when it is used. */
export const FILE_ENDINGS = {
  document: ['reelay'],
  image: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'tif', 'tiff', 'bmp', 'avif', 'exr', 'dpx'],
  video: ['mp4', 'mov', 'm4v', 'mkv', 'webm', 'avi', 'mxf'],
  audio: ['wav', 'mp3', 'm4a', 'aac', 'flac', 'ogg', 'aiff', 'aif'],
  table: ['csv', 'tsv'],
} as const

/** Whether a file's name ends like those of a kind, in whatever case. */
export function hasEnding(name: string, kind: keyof typeof FILE_ENDINGS): boolean {
  const ending = name.toLowerCase().split('.').at(-1)
  return name.includes('.') && FILE_ENDINGS[kind].some((each) => each === ending)
}
