import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is turned away: an HTTP status and a sentence. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

/** Who may talk to the server: pages that it served itself, to whoever opened the printed address. */
export interface Guard {
  /** Goes into the printed address, once; a cookie stands for it from then on. */
  readonly token: string
  /** Null: it may be answered. */
  refuse(request: IncomingMessage): Refusal | null
  /** The same for a WebSocket, which only a page of ours may open. */
  refuseUpgrade(request: IncomingMessage): Refusal | null
  /** For the printed address itself, which a browser opens without a cookie. */
  refuseEntry(request: IncomingMessage, token: string | null): Refusal | null
  /** The `Set-Cookie` header that lets a browser in. */
  cookie(): string
}

/** `port` is asked when requests come in: the system may choose it. */
export function createGuard(port: () => number): Guard {
  const token = randomBytes(32).toString('base64url')
  // Cookies are shared by all ports of a host; two servers at once must not put each other's browser out.
  const name = () => `reelay-${port()}`

  const isToken = (given: string | null) => given !== null && timingSafeEqual(digest(given), digest(token))
  const refuseForeign = ({ headers }: IncomingMessage): Refusal | null => {
    // Another name for this machine is how a foreign page reaches a local server (DNS rebinding).
    if (!hosts(port()).includes(headers.host ?? ''))
      return { status: 403, message: 'This address is not the one that Reelay printed; open that one.' }
    if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
      return { status: 403, message: 'Another page may not use Reelay; open the address that it printed.' }
    return null
  }
  const refuseStranger = (request: IncomingMessage): Refusal | null => {
    if (isToken(cookieOf(request, name()))) return null
    return {
      status: 401,
      message: 'Open the whole address that Reelay printed, with its token; it is a new one at each start.',
    }
  }

  return {
    token,
    cookie: () => `${name()}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    refuse(request) {
      const site = request.headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        return { status: 403, message: 'Another page may not use Reelay; open the address that it printed.' }
      return refuseForeign(request) ?? refuseStranger(request)
    },
    refuseEntry(request, given) {
      if (isToken(given)) return refuseForeign(request)
      return { status: 401, message: 'This token is not the one of now; open the address that Reelay printed last.' }
    },
    refuseUpgrade(request) {
      if (request.headers.origin === undefined)
        return { status: 403, message: 'A connection without an Origin is not one of a page.' }
      return refuseForeign(request) ?? refuseStranger(request)
    },
  }
}

/** Names under which a request may reach the server on its port. */
function hosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

function cookieOf({ headers }: IncomingMessage, name: string): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=')
    if (key === name) return value ?? ''
  }
  return null
}

/** Of equal length whatever was given, so that a comparison tells nothing by its time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
