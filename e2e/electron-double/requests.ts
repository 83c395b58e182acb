import type { Session } from './chromium.ts'
import { relayed } from './relay.ts'
import { handlerOf, ownSchemes, toApp, widenPolicy } from './schemes.ts'
import { mayRequest } from './session.ts'

/** Of Fetch.requestPaused. */
export interface Paused {
  readonly requestId: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Record<string, string>
  }
  readonly frameId: string
  readonly resourceType: string
}

const LOOPBACK = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/

/** What is looked at before it leaves: the app's own schemes, and everything that would go out to a network. */
export function watchedRequests(): { urlPattern: string }[] {
  const own = ownSchemes().flatMap((scheme) => [`${scheme}://*`, `http://*.${scheme}.localhost/*`])
  return [...own, 'http*://*'].map((urlPattern) => ({ urlPattern }))
}

/** Answers a request of a page: by the app's handler, or not at all where it would leave this machine. */
export async function answerRequest(session: Session, { requestId, request, resourceType }: Paused): Promise<void> {
  const url = toApp(request.url)
  const handler = handlerOf(url)
  const path = url.split('?')[0] ?? ''
  // Chromium asks for it by itself; Electron's windows have none.
  if (!handler && path.endsWith('/favicon.ico')) {
    await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
    return
  }
  if (!handler) {
    if (LOOPBACK.test(url) && (await mayRequest(request))) await session.send('Fetch.continueRequest', { requestId })
    else await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    return
  }
  const { method, headers } = request
  if (resourceType === 'Media' || (method !== 'GET' && method !== 'HEAD')) {
    await session.send('Fetch.continueRequest', { requestId, url: await relayed(url) })
    return
  }
  const answer = await handler(new Request(url, { method, headers }))
  const bytes = Buffer.from(await answer.arrayBuffer())
  const isPage = resourceType === 'Document'
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: answer.status === 0 ? 200 : answer.status,
    responseHeaders: [...answer.headers]
      .filter(([name]) => name !== 'content-length')
      .map(([name, value]) => ({ name, value: name === 'content-security-policy' ? widenPolicy(value) : value })),
    body: (isPage ? Buffer.from(widenMeta(bytes.toString())) : bytes).toString('base64'),
  })
}

function widenMeta(html: string): string {
  return html.replace(/<meta[^>]*content-security-policy[^>]*>/gi, widenPolicy)
}
