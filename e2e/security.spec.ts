import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { REQUESTS } from '#shared/ipc/contract.ts'
import { zErrorCode } from '#shared/ipc/error.ts'
import { realElectron } from './apps/electron-app.ts'
import { callHost } from './apps/transport.ts'
import { expect, test } from './fixtures.ts'

/*
 * Claims tagged `@browser` hold wherever the page runs. Those tagged `@electron-only` rest on Electron itself: they are skipped where
 * its binary did not run, and the window options and fuses behind them are checked statically (electron/desktop/*.test.ts).
 * What the server refuses to strangers is also held by electron/serve.test.ts, header by header.
 */

test('the page has nothing of Node @browser', async ({ start }) => {
  const { app } = await start()
  await expect(app.page.getByRole('button', { name: 'New pipeline' })).toBeVisible()
  const found = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
  )
  expect(found).toEqual([])
})

test('nothing remote is loaded, no script but ours runs @browser', async ({ start, expected }) => {
  expected.push(/Content Security Policy|Failed to load resource|net::ERR_/)
  const { app } = await start()
  await expect(app.page.getByRole('button', { name: 'New pipeline' })).toBeVisible()
  const refused = await app.page.evaluate(async () => {
    const directives = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective))
    const add = (name: string, attributes: Record<string, string>, text = '') => {
      const element = Object.assign(document.createElement(name), { textContent: text })
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      document.body.append(element)
    }
    add('img', { src: 'https://example.com/x.png' })
    add('script', { src: 'https://example.com/x.js' })
    add('script', {}, 'globalThis.inline = true')
    add('iframe', { src: 'https://example.com/' })
    add('video', { src: 'https://example.com/x.mp4' })
    add('object', { data: 'https://example.com/x.swf' })
    await fetch('https://example.com/').catch(() => {})
    // In a task of its own: what a debugger evaluates may evaluate.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that it is refused is the claim
          globalThis.eval('globalThis.inline = true')
          resolve(true)
        } catch {
          resolve(false)
        }
      }),
    )
    const all = ['img-src', 'script-src-elem', 'frame-src', 'media-src', 'object-src', 'connect-src']
    while (!all.every((each) => directives.has(each))) await new Promise((resolve) => setTimeout(resolve, 20))
    return { evaluated, inline: 'inline' in globalThis }
  })
  expect(refused).toEqual({ evaluated: false, inline: false })
})

test('requests that do not exist, and payloads that are none, get typed errors, and the host goes on @browser', async ({
  start,
}) => {
  const { app, editor } = await start()
  await editor.newDocument()
  const unknown = await callHost(app.page, [
    { m: 'nothing.here', p: {} },
    { m: '__proto__', p: {} },
    { m: 'constructor', p: null },
    { m: 'toString', p: {} },
  ])
  for (const answer of unknown) expect(answer).toMatchObject({ ok: false, error: { code: expect.any(String) } })

  const payloads = (name: string) => [
    null,
    0,
    name,
    [],
    [[]],
    { unexpected: name },
    { session: 1 },
    { session: '../../etc/passwd', path: '/', run: '..', node: '__proto__', key: 'x' },
    { path: 'a\0b' },
    { session: 'x'.repeat(100_000) },
  ]
  const names = Object.keys(REQUESTS)
  const calls = names.flatMap((name) => payloads(name).map((p) => ({ m: name, p })))
  const answers = await callHost(app.page, calls)
  const wrong = answers.flatMap((answer, index) => {
    if (answer.ok) return []
    const typed = zErrorCode.options.includes(answer.error.code) && answer.error.code !== 'internal'
    return typed ? [] : [{ call: calls[index], answer }]
  })
  expect(wrong).toEqual([])
  await editor.addNode('Prompt', 'Still here')
})

test('stored files are given by digests that are known, and by nothing else @browser', async ({
  start,
  copyOf,
  expected,
}) => {
  expected.push(/Failed to load resource|CORS/)
  const file = copyOf('failing-shot')
  const { app, editor } = await start(file)
  await editor.setParams('Shot', { 'Stand-in fault': '' })
  await editor.run()
  const [opened, info] = await callHost(app.page, [
    { m: 'document.open', p: { path: file } },
    { m: 'app.info', p: {} },
  ])
  const { session } = resultOf<{ session: string }>(opened)
  const { media } = resultOf<{ media: string }>(info)
  const [shown] = await callHost(app.page, [{ m: 'outputs.get', p: { session, nodes: ['shot'] } }])
  const answer = resultOf<{ shown: { items: { ports: { video: { digest: string }[] } }[] }[] }>(shown)
  const digest = answer.shown[0]?.items[0]?.ports.video[0]?.digest ?? ''
  expect(digest).toMatch(/^[0-9a-f]{64}$/)

  expect(await load(app.page, `${media}${digest}`)).toBe('given')
  const strange = [
    '0'.repeat(64),
    digest.slice(1),
    digest.toUpperCase(),
    '../../../../etc/passwd',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    `${digest}/../${'0'.repeat(64)}`,
    '',
  ]
  const answers = await Promise.all(strange.map((each) => load(app.page, `${media}${each}`)))
  expect(answers).toEqual(strange.map(() => 'refused'))
})

test('another page, and a visitor without the token, get nothing from the server @browser', async ({
  start,
  kind,
  chromium,
}) => {
  test.skip(kind !== 'browser', 'the desktop app has no server')
  const { app } = await start()
  await expect(app.page.getByRole('button', { name: 'New pipeline' })).toBeVisible()
  const { origin, host } = new URL(app.page.url())

  const visitor = await chromium?.newPage()
  expect((await visitor?.goto(`${origin}/`))?.status()).toBe(401)
  await visitor?.close()

  const other = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<p>hello</p>'),
  )
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  // In the same browser, so that the editor's cookie would go along if anything let it.
  const page = await app.page.context().newPage()
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  const got = await page.evaluate(async (editor) => {
    const read = await fetch(`http://${editor}/`, { credentials: 'include' }).then(
      (response) => response.status,
      () => 'refused',
    )
    const socket = new WebSocket(`ws://${editor}/socket`)
    const opened = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve('opened'))
      socket.addEventListener('error', () => resolve('refused'))
    })
    return { read, opened }
  }, host)
  expect(got).toEqual({ read: 'refused', opened: 'refused' })
  await page.close()
  other.close()
})

test.describe('in the desktop window @electron-only', () => {
  test.skip(!realElectron, 'Electron’s own binary is not here: what it refuses cannot be shown by a double')

  test('the page is sandboxed and isolated', async ({ startDesktop }) => {
    const { electron } = await startDesktop()
    const preferences = await electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): object }
      return contents.getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
  })

  test('the page cannot leave and opens no window', async ({ startDesktop }) => {
    const { electron, page } = await startDesktop()
    const url = page.url()
    const opened = await page.evaluate(() => window.open('https://example.com/') === null)
    await page.evaluate(() => location.assign('https://example.com/'))
    await page.evaluate(() => location.assign('file:///etc/passwd')).catch(() => {})
    await expect(page.getByRole('button', { name: 'New pipeline' })).toBeVisible()
    expect({ opened, url: page.url(), windows: electron.windows().length }).toEqual({ opened: true, url, windows: 1 })
  })

  test('the page is given no camera, no place and no files', async ({ startDesktop }) => {
    const { page } = await startDesktop()
    const states = await page.evaluate(() =>
      Promise.all(
        ['camera', 'microphone', 'geolocation', 'clipboard-read'].map(async (name) => {
          const status = await navigator.permissions.query({ name: name as PermissionName })
          return status.state
        }),
      ),
    )
    expect(states).not.toContain('granted')
  })
})

function resultOf<T>(answer: { ok: boolean; value?: unknown } | undefined): T {
  expect(answer).toMatchObject({ ok: true })
  return answer?.value as T
}

/** Whether an address gives the page anything. */
function load(page: Page, address: string): Promise<string> {
  return page.evaluate(
    (url) =>
      fetch(url).then(
        (response) => (response.ok ? 'given' : 'refused'),
        () => 'refused',
      ),
    address,
  )
}
