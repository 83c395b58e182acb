import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import { createWorld } from '../../apps/world.ts'

/** What the tiny app's preload puts into its page. */
interface Tiny {
  echo(value: unknown): Promise<unknown>
  fail(): Promise<never>
  ask(): Promise<unknown>
  navigations(): Promise<string[]>
  say(text: string): void
  onTold(listener: (text: string) => void): () => void
  canRequire(name: string): boolean
}
declare global {
  var tiny: Tiny
}

const APP = fileURLToPath(new URL('app', import.meta.url))

/** The same app on Electron and on our double: what holds on one must hold on the other. */
const test = base.extend<{ env: Record<string, string>; electron: ElectronApplication; page: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  env: async ({}, use) => {
    const world = createWorld()
    await use({ ...world.env })
    world.remove()
  },
  electron: async ({ env }, use) => {
    const electron = await _electron.launch({ args: [APP], env })
    await use(electron)
    await electron.close()
  },
  page: async ({ electron }, use) => {
    const page = await electron.firstWindow()
    // A window may be seen before it has loaded its page.
    await told(page).waitFor({ state: 'attached' })
    await use(page)
  },
})

const told = (page: Page) => page.locator('#told')

test('what a page invokes is answered, cloned, or refused', async ({ page }) => {
  const value = await page.evaluate(async () => {
    const sent = { list: [1, 'two', null], map: new Map([['a', new Uint8Array([1, 2])]]), when: new Date(5) }
    const back = (await tiny.echo(sent)) as typeof sent
    return [back.list, [...(back.map.get('a') ?? [])], back.when.getTime()]
  })
  expect(value).toEqual([[1, 'two', null], [1, 2], 5])
  await expect(page.evaluate(() => tiny.fail())).rejects.toThrow(
    "Error invoking remote method 'fail': Error: on purpose",
  )
  await expect(page.evaluate(() => tiny.echo(() => 1))).rejects.toThrow('could not be cloned')
})

test('what is sent both ways arrives, until nobody listens', async ({ page, electron }) => {
  await page.evaluate(() => tiny.say('you'))
  await expect(told(page)).toHaveText('heard you')
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('told', 'main'))
  await expect(told(page)).toHaveText('main')
  const heard = await page.evaluate(async () => {
    const heard: string[] = []
    const end = tiny.onTold((text) => heard.push(text))
    tiny.say('first')
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    end()
    tiny.say('second')
    await tiny.echo(null)
    return heard
  })
  expect(heard).toEqual(['heard first'])
  await expect(told(page)).toHaveText('heard second')
})

test('the page is isolated from Node and from its preload', async ({ page }) => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in globalThis),
  )
  expect(found).toEqual([])
  expect(
    await page.evaluate(() => ['electron', 'fs', 'node:child_process'].map((name) => tiny.canRequire(name))),
  ).toEqual([true, false, false])
  const changed = await page.evaluate(() => {
    try {
      Object.assign(tiny, { echo: null })
      return true
    } catch {
      return typeof tiny.echo !== 'function'
    }
  })
  expect(changed).toBe(false)
})

test('schemes of the app are fetched, with ranges and bodies; the network is not reached', async ({ page }) => {
  const part = await page.evaluate(async () => {
    const response = await fetch('media://any/file', { headers: { range: 'bytes=2-4' } })
    return [response.status, response.headers.get('content-range'), await response.text()]
  })
  expect(part).toEqual([206, 'bytes 2-4/10', '234'])
  const put = await page.evaluate(async () => (await fetch('/up', { method: 'PUT', body: new Blob(['abcde']) })).text())
  expect(put).toBe('got 5')
  expect(
    await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
})

test('the app is asked about navigations and new windows, and refuses them', async ({ page, electron }) => {
  expect(await page.evaluate(() => window.open('https://example.com/new') === null)).toBe(true)
  await page.evaluate(() => location.assign('https://example.com/away'))
  await expect
    .poll(() => page.evaluate(() => tiny.navigations()))
    .toEqual(['open https://example.com/new', 'navigate https://example.com/away'])
  expect(await page.title()).toBe('Tiny')
  await expect.poll(() => electron.windows().length).toBe(1)
})

test('dialogs are replaced by tests, menus are clicked', async ({ page, electron }) => {
  await electron.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/chosen'] })
  })
  expect(await page.evaluate(() => tiny.ask())).toEqual({ canceled: false, filePaths: ['/chosen'] })
  await electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('hello')?.click())
  await expect(told(page)).toHaveText('menu')
})

test('a second process hands its arguments over and ends', async ({ page, env }) => {
  const executable: string = createRequire(import.meta.url)('electron')
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), APP, 'film.reelay']
  const second = spawn(executable, args, { env, stdio: 'ignore' })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  await expect(told(page)).toHaveText('film.reelay')
})

test('a page is reloaded, and closing it ends the app', async ({ page, electron }) => {
  await page.reload()
  expect(await page.evaluate(() => tiny.echo(1))).toBe(1)
  const ended = electron.waitForEvent('close')
  await page.close()
  await ended
})
