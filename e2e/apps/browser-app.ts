import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions } from '@playwright/test'
import type { App, World } from './app.ts'

const CLI = fileURLToPath(new URL('../../out/cli.js', import.meta.url))

/** `reelay serve` as it is packed, without a browser: `url` holds the token. */
export async function startServer(world: World, file?: string): Promise<{ url: string; child: ChildProcess }> {
  const args = [CLI, 'serve', '--json', '--data', world.data, ...(file === undefined ? [] : [file])]
  const child = spawn(process.execPath, args, { env: world.env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  for await (const line of createInterface(child.stdout)) {
    const message: { event?: string; url?: string } = JSON.parse(line)
    if (message.event === 'serving' && message.url !== undefined) {
      // Nobody reads on; a full pipe would stop it.
      child.stdout.resume()
      return { url: message.url, child }
    }
  }
  throw new Error(`The editor could not be served:\n${said}`)
}

/** Ends a process and waits for it. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** The editor of `reelay serve` in a page of `browser`. */
export async function launchInBrowser(
  browser: Browser,
  options: BrowserContextOptions,
  world: World,
  file?: string,
): Promise<App> {
  const { url, child } = await startServer(world, file)
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(url)
  return {
    page,
    async another(path) {
      const beside = await context.newPage()
      const address = new URL('/', page.url())
      address.searchParams.set('open', path)
      await beside.goto(address.href)
      return beside
    },
    async close() {
      await context.close()
      await end(child, 'SIGTERM')
    },
    async kill() {
      await end(child, 'SIGKILL')
      await context.close()
    },
  }
}
