import type { Browser, Page } from '@playwright/test'
import { type Smoothness, smoothness, stroke } from './frames.ts'
import { countRenders } from './renders.ts'

const VIEW = { width: 1600, height: 900 }
/** Moves of one stroke; some seconds of panning. */
const MOVES = 400

/** How smooth a canvas moves. */
interface Moved {
  readonly pan: Smoothness
  readonly drag: Smoothness
}

/** A page of its own, so that nothing is warm but the disk. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEW, reducedMotion: 'reduce' })
  await countRenders(page)
  return page
}

/** Milliseconds from the navigation's start until a card was on the screen. */
export async function cardsShown(page: Page, url: string): Promise<number> {
  await page.goto(url)
  await page.locator('.react-flow__node .card').first().waitFor()
  return page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now()))))
}

/** Pans the canvas by the middle button, then drags one card about. */
export async function move(page: Page, canvas: string): Promise<Moved> {
  const box = await page.locator(canvas).boundingBox()
  if (!box) throw new Error('The canvas is not on the screen.')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const pan = await smoothness(page, () => stroke(page, middle, 'middle', MOVES))
  const head = await page.evaluate(
    ({ x, y }) => {
      const titles = [...document.querySelectorAll('.react-flow__node .card strong')]
      const boxes = titles.map((title) => title.getBoundingClientRect())
      const far = (each: DOMRect) => Math.hypot(each.x - x, each.y - y)
      const [nearest] = boxes.sort((a, b) => far(a) - far(b))
      return nearest ? { x: nearest.x + 10, y: nearest.y + nearest.height / 2 } : null
    },
    { x: middle.x + 200, y: middle.y + 100 },
  )
  if (!head) throw new Error('There is no card in the middle of the canvas.')
  const drag = await smoothness(page, () => stroke(page, head, 'left', MOVES))
  return { pan, drag }
}

/** From the first look, which shows everything, to cards at their full size. */
export async function toFullSize(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Canvas' }).focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('f')
  await page.waitForTimeout(500)
}

/** Renders of cards while a prompt is typed into, with many cards in view. */
export async function keystrokes(
  browser: Browser,
  url: string,
): Promise<{ readonly inView: number; readonly keys: number; readonly renders: number }> {
  const page = await openPage(browser)
  await cardsShown(page, url)
  await page.getByRole('region', { name: 'Canvas' }).focus()
  await page.keyboard.press('Alt+ArrowRight')
  const field = page.getByRole('region', { name: 'Inspector' }).getByRole('textbox', { name: 'Text', exact: true })
  await field.click()
  await page.keyboard.press('End')
  await page.waitForTimeout(1000)
  const inView = await page.locator('.react-flow__node .card').count()
  const typed = 'a calm, clear morning'
  await page.evaluate(() => {
    window.cardRenders = 0
  })
  await page.keyboard.type(typed)
  const renders = await page.evaluate(
    () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(window.cardRenders))),
  )
  await page.close()
  return { inView, keys: typed.length, renders }
}
