/**
 * What a browser may do with anything that comes from the server. Styles may be set inline: component libraries do; scripts may not.
 * `host` is `127.0.0.1:PORT`; browsers that do not count WebSockets as `'self'` need it.
 */
export function securityHeaders(host: string): Readonly<Record<string, string>> {
  return headers({ connect: `ws://${host}`, media: '' })
}

/** The same for the page of a desktop window; `media` is where its stored files come from. */
export function desktopHeaders(media: string): Readonly<Record<string, string>> {
  return headers({ connect: media, media })
}

/** What a page may load beyond its own origin. */
interface Beyond {
  readonly connect: string
  readonly media: string
}

function headers({ connect, media }: Beyond): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${media}`,
    `media-src 'self' blob: ${media}`,
    "font-src 'self' data:",
    `connect-src 'self' ${connect}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'Content-Security-Policy': policy.map((rule) => rule.trim()).join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  }
}
