import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, test as base, expect, type Page } from '@playwright/test'
import type { App, World } from './apps/app.ts'
import { launchInBrowser } from './apps/browser-app.ts'
import { type DesktopApp, launchDesktop } from './apps/electron-app.ts'
import { createWorld } from './apps/world.ts'
import type { Options } from './options.ts'
import { Editor } from './pages/editor.ts'

interface Shared {
  /** One for all pages of a worker; null where windows of the desktop app are driven. */
  readonly chromium: Browser | null
}

interface Fixtures {
  /** A temporary folder with data, files and a home of its own; removed at the end. */
  readonly world: World
  /** Copies a document of e2e/documents (with the folder of its name, if there is one) into the world; gives its path. */
  readonly copyOf: (name: string) => string
  /** A file that another program hands over; gives its path. Called before the editor starts. */
  readonly foreign: (name: string, content: string | Uint8Array) => string
  /** What the page may complain about in this test: a story about refusals expects them. */
  readonly expected: RegExp[]
  /** Starts an editor; it is ended, and looked at for errors, when the test ends. */
  readonly start: (file?: string) => Promise<Started>
  /** The same where a story needs the desktop app's main process too. */
  readonly startDesktop: (file?: string) => Promise<DesktopApp & { readonly editor: Editor }>
}

interface Started {
  readonly app: App
  readonly editor: Editor
  /** Opens a file in another window, or on another page of the same browser. */
  readonly beside: (file: string) => Promise<Editor>
}

const DOCUMENTS = fileURLToPath(new URL('documents', import.meta.url))

export const test = base.extend<Fixtures, Options & Shared>({
  kind: ['browser', { option: true, scope: 'worker' }],

  chromium: [
    async ({ kind, playwright, launchOptions }, use) => {
      const browser = kind === 'browser' ? await playwright.chromium.launch(launchOptions) : null
      await use(browser)
      await browser?.close()
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  world: async ({}, use) => {
    const { remove, ...world } = createWorld()
    await use(world)
    remove()
  },

  copyOf: async ({ world }, use) => {
    await use((name) => {
      const path = join(world.files, `${name}.reelay`)
      cpSync(join(DOCUMENTS, `${name}.reelay`), path)
      return path
    })
  },

  foreign: async ({ world }, use) => {
    const paths: Record<string, string> = {}
    await use((name, content) => {
      const path = join(world.files, name)
      writeFileSync(path, content)
      paths[name] = path
      // Only Electron itself knows where a file lies that a page was given.
      world.env.ELECTRON_DOUBLE_FILES = JSON.stringify(paths)
      return path
    })
  },

  // biome-ignore lint/correctness/noEmptyPattern: see above
  expected: async ({}, use) => {
    await use([])
  },

  start: async ({ world, expected, chromium, contextOptions, viewport }, use) => {
    const running = new Set<App>()
    const troubles: string[] = []
    await use(async (file) => {
      const launched =
        chromium === null
          ? await launchDesktop(world, file)
          : await launchInBrowser(chromium, { ...contextOptions, viewport }, world, file)
      const app: App = {
        page: launched.page,
        another: launched.another,
        close: () => {
          running.delete(app)
          return launched.close()
        },
        kill: () => {
          running.delete(app)
          quiet(launched.page)
          return launched.kill()
        },
      }
      running.add(app)
      listen(launched.page, troubles)
      const beside = async (path: string) => {
        const page = await app.another(path)
        listen(page, troubles)
        return new Editor(page)
      }
      return { app, editor: new Editor(launched.page), beside }
    })
    for (const app of running) await app.close()
    failOn(troubles, expected)
  },

  startDesktop: async ({ world, expected }, use) => {
    const running: DesktopApp[] = []
    const troubles: string[] = []
    await use(async (file) => {
      const app = await launchDesktop(world, file)
      running.push(app)
      listen(app.page, troubles)
      return { ...app, editor: new Editor(app.page) }
    })
    for (const app of running) await app.close()
    failOn(troubles, expected)
  },
})
export { expect }

function failOn(troubles: readonly string[], expected: readonly RegExp[]): void {
  const unexpected = troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)))
  expect(unexpected, 'what the page complained about').toEqual([])
}

/** Errors of a page fail the test, also where nobody sees them. */
function listen(page: Page, troubles: string[]): void {
  page.on('pageerror', (error) => troubles.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
}

/** Its host is about to be killed; that the page then cannot reach it is no trouble. */
function quiet(page: Page): void {
  page.removeAllListeners('pageerror')
  page.removeAllListeners('console')
}
