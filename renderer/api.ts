import type { DesktopBridge } from '#shared/ipc/bridge.ts'
import { ApiError } from './api/api-error.ts'
import { createDesktop } from './api/desktop.ts'
import { createRequests } from './api/requests.ts'
import { createSocket } from './api/socket.ts'

declare global {
  interface Window {
    /** In the desktop window only. */
    readonly reelay?: DesktopBridge
  }
}

// Plain modules that ask the host are also tested outside any page.
const bridge = typeof window === 'undefined' ? undefined : window.reelay
const transport = bridge ? createDesktop(bridge) : createSocket()

export { ApiError }

/**
 * `request` asks the host and rejects with an ApiError. `on` listens to an event of the host and gives what ends that. `onConnection`
 * tells when the host is reached or lost.
 */
export const { request, on, onConnection } = createRequests(transport)

/** Gives a file that was dropped or chosen to the host: its path there. In a browser its content is copied to `address`. */
export async function upload(address: string, file: File): Promise<string> {
  const path = transport.pathOf(file)
  if (path !== null) return path
  const response = await fetch(`${address}${address.includes('?') ? '&' : '?'}name=${encodeURIComponent(file.name)}`, {
    method: 'PUT',
    body: file,
  })
  if (!response.ok) throw new ApiError('io', `${file.name} could not be handed over: ${await response.text()}`)
  const answer: unknown = await response.json()
  if (typeof answer === 'object' && answer !== null && 'path' in answer && typeof answer.path === 'string')
    return answer.path
  throw new ApiError('io', `${file.name} could not be handed over: the answer names no path.`)
}
