import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { resourcesFolder } from '../folders.ts'
import { serveEditor } from '../serve.ts'
import { EXIT, type ExitStatus, UsageError } from './output.ts'
import type { Session } from './session.ts'

interface ServeCommandOptions {
  readonly port?: string
  readonly first?: string
  readonly browse?: boolean
}

/** `reelay serve`: the editor in a browser, until it is interrupted. */
export async function serveCommand(
  session: Session,
  file: string | undefined,
  options: ServeCommandOptions,
): Promise<ExitStatus> {
  const port = portOf(options.port ?? '0')
  if (file !== undefined && !existsSync(file))
    throw new UsageError(`There is no file ${file}. Give the path of a .reelay document.`)
  const isNew = !existsSync(session.data)
  const host = await session.host()
  const resources = resourcesFolder()
  const serving = await serveEditor({
    host,
    data: session.data,
    resources,
    renderer: join(resources, '..', 'out', 'renderer'),
    port,
    log: session.note,
  }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
      throw new UsageError(`Port ${port} cannot be used (${error.code}); choose another, or leave --port away.`)
    throw error
  })
  const interrupted = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
  })
  const url = new URL(serving.url)
  if (file !== undefined) url.searchParams.set('open', resolve(file))
  else if (isNew && options.first !== undefined) url.searchParams.set('starter', options.first)
  session.out.text(`The editor is at ${url.href}`)
  session.out.text('Ctrl-C ends it; unsaved edits are kept.')
  session.out.object({ event: 'serving', url: url.href })
  if (options.browse) openBrowser(url.href)
  await interrupted
  await serving.close()
  return EXIT.done
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535; ‘${text}’ is none.`)
  return port
}

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Shows an address in the system's browser, where there is one; the address is printed anyway. */
function openBrowser(url: string): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
