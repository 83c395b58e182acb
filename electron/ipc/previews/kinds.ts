import type { PreviewKind } from '#shared/ipc/previews.ts'

/** How each kind is stored and sent. */
export const PREVIEW_FILES: Readonly<Record<PreviewKind, { readonly extension: string; readonly type: string }>> = {
  poster: { extension: 'jpg', type: 'image/jpeg' },
  peaks: { extension: 'json', type: 'application/json' },
  strip: { extension: 'jpg', type: 'image/jpeg' },
  proxy: { extension: 'mp4', type: 'video/mp4' },
}

export function isPreviewKind(name: string): name is PreviewKind {
  return Object.hasOwn(PREVIEW_FILES, name)
}
