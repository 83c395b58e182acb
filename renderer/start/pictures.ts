/// <reference types="vite/client" />

const FILES = import.meta.glob<string>('../../resources/pipelines/pictures/*.jpg', {
  eager: true,
  query: '?url',
  import: 'default',
})

/** Address of a starter's picture; null: it has none. */
export function starterPicture(id: string): string | null {
  return FILES[`../../resources/pipelines/pictures/${id}.jpg`] ?? null
}
