import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import type { Document } from '#shared/graph/document.ts'
import { end, startServer } from '../e2e/apps/browser-app.ts'
import { createWorld } from '../e2e/apps/world.ts'
import build from '../e2e/global-setup.ts'
import { resourcesFolder } from '../electron/folders.ts'
import { openHost } from '../electron/host.ts'
import { findChromium } from '../scripts/setup/chromium.mjs'
import { serveBare } from './editor/bare/build.ts'
import { cardGraph, save, showPictures } from './editor/graph.ts'
import { cardsShown, keystrokes, move, openPage, toFullSize } from './editor/measure.ts'
import { markdownTable, median, ms, report } from './lib/report.ts'

const COUNTS = [1000, 3000]
const ROUNDS = 3
const world = createWorld()
const documents = COUNTS.map(cardGraph)

/** The editor with its pictures in the store, as it is after a run. */
async function prepare(): Promise<{ files: readonly string[]; bare: Awaited<ReturnType<typeof serveBare>> }> {
  build()
  const host = await openHost({ data: world.data, resources: resourcesFolder(), log: () => {} })
  const shown = await showPictures(host, documents)
  const paths = shown.map((digest) => host.cache.blobs.path(digest))
  const bare = await serveBare(join(world.files, 'bare'), documents, paths)
  await host.close()
  return { files: documents.map((document) => save(world.files, document)), bare }
}

async function serving<T>(file: string, act: (url: string) => Promise<T>): Promise<T> {
  const { url, child } = await startServer(world, file)
  try {
    return await act(url)
  } finally {
    await end(child, 'SIGTERM')
  }
}

/** Editor and bare canvas by turns, each in a new page. */
async function cards(browser: Browser, document: Document, file: string, bare: string): Promise<string[][]> {
  const ours: Row[] = []
  const theirs: Row[] = []
  await serving(file, async (url) => {
    await warm(browser, url)
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await measure(browser, `${bare}?graph=${document.id}`, '.react-flow', false))
      ours.push(await measure(browser, url, '.canvas', true))
    }
  })
  const mounted = (rows: readonly Row[]) => median(rows.map((row) => row.shown))
  return [
    [String(document.nodes.length), 'editor', ...figures(ours), (mounted(ours) / mounted(theirs)).toFixed(1)],
    [String(document.nodes.length), 'bare React Flow', ...figures(theirs), '1.0'],
  ]
}

interface Row extends Awaited<ReturnType<typeof move>> {
  readonly shown: number
}

async function measure(browser: Browser, url: string, canvas: string, zoom: boolean): Promise<Row> {
  const page = await openPage(browser)
  const shown = await cardsShown(page, url)
  if (zoom) await toFullSize(page)
  const moved = await move(page, canvas)
  await page.close()
  return { shown, ...moved }
}

/** Posters are made when first asked for; once they are, they are files. */
async function warm(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser)
  await cardsShown(page, url)
  await page.waitForLoadState('networkidle')
  await page.close()
}

function figures(rows: readonly Row[]): string[] {
  const fps = (of: 'pan' | 'drag') => median(rows.map((row) => row[of].fps)).toFixed(0)
  const longest = (of: 'pan' | 'drag') => ms(median(rows.map((row) => row[of].longest)))
  return [ms(median(rows.map((row) => row.shown))), fps('pan'), longest('pan'), fps('drag'), longest('drag')]
}

/** Milliseconds from the start of the process until the sample can be worked with, the browser being there already. */
async function startUp(browser: Browser): Promise<readonly number[]> {
  const sample = join(world.files, 'brand-film.reelay')
  const pipelines = join(resourcesFolder(), 'pipelines')
  cpSync(join(pipelines, 'brand-film.reelay'), sample)
  mkdirSync(join(world.files, 'brand-film'), { recursive: true })
  cpSync(join(pipelines, 'brand-film'), join(world.files, 'brand-film'), { recursive: true })
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const page = await openPage(browser)
    const started = performance.now()
    await serving(sample, async (url) => {
      await cardsShown(page, url)
      await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor()
      // The first start fills the cache of compiled code.
      if (round > 0) times.push(performance.now() - started)
    })
    await page.close()
  }
  return times
}

const executablePath = findChromium(join(import.meta.dirname, '..'))
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const { files, bare } = await prepare()
  const rows: string[][] = []
  for (const [index, document] of documents.entries())
    rows.push(...(await cards(browser, document, files[index] ?? '', bare.url)))
  bare.close()
  const typed = await serving(files[0] ?? '', (url) => keystrokes(browser, url))
  const starts = await startUp(browser)
  report(
    'editor',
    'The editor',
    `Headless Chromium ${browser.version()} with software rendering, 1600×900; the editor with all its panels against a bare React Flow canvas of
the same cards (sizes and handles declared, only visible ones rendered), by turns; medians of ${ROUNDS}. Shown: from the start of the
navigation to the first cards on the screen. Pan and drag: frames a second at zoom 1 while the pointer moves, and the longest frame. Aims:
1,000 cards under 1 s and at 55 frames or more, 3,000 cards under 1.5 s. Shown has all of the page in it: its script, the host's answers
and every panel.

${markdownTable(['cards', 'what', 'shown after', 'pan fps', 'longest frame', 'drag fps', 'longest frame', 'shown, times bare'], rows)}

A keystroke in a prompt, with ${typed.inView} cards in view: ${typed.renders} renders of cards for ${typed.keys} keys. Aim: one each, of the card that is typed
into; what is above that is cards that went stale when the plan of the edit came.

From the start of the process (\`reelay serve\`) to the sample in a browser that is open already, with Run ready to press: median ${ms(median(starts))}
(${ms(Math.min(...starts))} – ${ms(Math.max(...starts))}). Aim: under 2 s.`,
  )
} finally {
  await browser.close()
  world.remove()
}
