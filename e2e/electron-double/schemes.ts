import { state } from './state.ts'

/** Answers requests of a scheme, as `protocol.handle` is given it. */
type Handler = (request: Request) => Response | Promise<Response>

const privileged = new Set<string>()
const handlers = new Map<string, Handler>()

/** `protocol`: schemes of the app's own. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]): void {
    if (state.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of schemes) privileged.add(scheme)
  },
  handle(scheme: string, handler: Handler): void {
    if (!state.ready) throw new Error('protocol can only be used after app is ready')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string) => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
}

export function ownSchemes(): readonly string[] {
  return [...privileged]
}

export function handlerOf(url: string): Handler | undefined {
  return handlers.get(url.slice(0, url.indexOf(':')))
}

/** The address stock Chromium loads in the place of one with a scheme of the app's own: `app://editor/x` → `http://editor.app.localhost/x`. */
export function toPage(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][\w+.-]*):\/\/([^/]*)(.*)$/i.exec(url) ?? []
  return privileged.has(scheme) ? `http://${host === '' ? 'x' : host}.${scheme}.localhost${rest}` : url
}

/** The address as the app knows it. */
export function toApp(url: string): string {
  const [, host = '', scheme = '', rest = '/'] = /^http:\/\/([^/]*)\.([a-z][\w+-]*)\.localhost(\/.*)?$/i.exec(url) ?? []
  return privileged.has(scheme) ? `${scheme}://${host === 'x' ? '' : host}${rest}` : url
}

/** A policy that names a scheme of the app's own, or an origin of it, must also admit its alias. */
export function widenPolicy(policy: string): string {
  return policy.replace(/([a-z][\w+-]*):(\/\/[^\s;"']*)?(?=[\s;"']|$)/g, (found, scheme: string, origin?: string) => {
    if (!privileged.has(scheme)) return found
    return `${found} ${origin === undefined ? `http://*.${scheme}.localhost` : toPage(found)}`
  })
}
