import { legalName } from '../run/copy-out.ts'

/**
 * The headers under which a browser saves a file instead of showing it, for a name that a page wishes; none where nothing of the name
 * is legal. RFC 6266: a plain name for old clients, and the whole one.
 */
export function attachment(wish: string | null): Readonly<Record<string, string>> {
  const name = legalName(wish ?? '')
  if (name === '') return {}
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return { 'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${whole}` }
}
