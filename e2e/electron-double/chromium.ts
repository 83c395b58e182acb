import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { CDPSession } from '@playwright/test'

/** Talks to one target of Chromium, or to the browser itself; typed by Playwright's copy of the protocol. */
export type Session = Pick<CDPSession, 'send' | 'on'>

export interface Chromium {
  readonly browser: Session
  /** The session with that id, once Target.attachToTarget has given it. */
  session(id: string): Session
  onGone(listener: () => void): void
  kill(): void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

/**
 * Starts Chromium. We talk to it through a pipe, so that it ends when this process does, however that happens; Playwright comes in
 * through the port whose line on stderr it waits for.
 */
export async function startChromium(executable: string, flags: readonly string[]): Promise<Chromium> {
  const args = ['--remote-debugging-pipe', '--remote-debugging-port=0', ...flags]
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  const line = await listening(child)
  const [, , , toBrowser, fromBrowser] = child.stdio
  if (!toBrowser || !('write' in toBrowser) || !fromBrowser || !('read' in fromBrowser))
    throw new Error('Chromium was started without its pipes.')
  console.error(line)

  const gone = new EventEmitter()
  const sessions = new Map<string, Session & EventEmitter>()
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  let last = 0

  const make = (sessionId: string | undefined): Session & EventEmitter => {
    const events = new EventEmitter().setMaxListeners(0)
    const send = (method: string, params: unknown = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      })
    return Object.assign(events, { send }) as unknown as Session & EventEmitter
  }
  const browser = make(undefined)

  const receive = ({ id, method, params, result, error, sessionId }: Message) => {
    if (id === undefined) {
      const session = sessionId === undefined ? browser : sessions.get(sessionId)
      if (method !== undefined) session?.emit(method, params)
      return
    }
    const call = waiting.get(id)
    waiting.delete(id)
    if (error) call?.reject(new Error(error.message))
    else call?.resolve(result)
  }
  let rest: Buffer = Buffer.alloc(0)
  fromBrowser.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message: Message = JSON.parse(rest.toString('utf8', 0, end))
      rest = rest.subarray(end + 1)
      receive(message)
    }
  })
  toBrowser.on('error', () => {})
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium has ended.'))
    waiting.clear()
    gone.emit('gone')
  })

  return {
    browser,
    session(id) {
      const session = sessions.get(id) ?? make(id)
      sessions.set(id, session)
      return session
    },
    onGone: (listener) => gone.on('gone', listener),
    kill: () => child.kill('SIGKILL'),
  }
}

/** The line that tells where Chromium listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said}`)))
    child.stderr?.on('data', (chunk) => {
      said += chunk
      const [line] = /^DevTools listening on ws:\S+$/m.exec(said) ?? []
      if (line === undefined) return
      child.stderr?.removeAllListeners('data').resume()
      resolve(line)
    })
  })
}
