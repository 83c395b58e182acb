import type { EditorHostOptions } from '../ipc/services.ts'

/** Where the page itself comes from. */
export const PAGE_SCHEME = 'app'
export const PAGE_ORIGIN = `${PAGE_SCHEME}://reelay`
/** Where stored files come from. */
export const MEDIA_SCHEME = 'media'
export const MEDIA_ORIGIN = `${MEDIA_SCHEME}://local`

/** The addresses of a desktop window; `electron/serve.ts` has those of a browser. */
export const DESKTOP_ADDRESSES: EditorHostOptions['addresses'] = {
  media: `${MEDIA_ORIGIN}/media/`,
  poster: `${MEDIA_ORIGIN}/poster/`,
  strip: `${MEDIA_ORIGIN}/strip/`,
  proxy: `${MEDIA_ORIGIN}/proxy/`,
  peaks: `${MEDIA_ORIGIN}/peaks/`,
  upload: `${PAGE_ORIGIN}/upload`,
}
