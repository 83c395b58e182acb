import { expect, type Locator, type Page } from '@playwright/test'

/** What the selected node has made. */
export class Viewer {
  readonly root: Locator
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('region', { name: 'Viewer', exact: true })
  }

  /** A button of the viewer, by its command. */
  action(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  /** The picture of a take; they count from 1. */
  take(take: number): Locator {
    return this.root.getByRole('button', { name: new RegExp(`^Take ${take}\\b`) })
  }

  /** While two are compared: chooses what another node made as the second. */
  async compareWith(title: string): Promise<void> {
    await this.root.getByRole('button', { name: /^B / }).click()
    // The first item of that name opens a menu of the node's outputs.
    await this.page.getByRole('menuitem', { name: title, exact: true }).press('Enter')
    await this.page.getByRole('menu').last().getByRole('menuitem').first().press('Enter')
    await expect(this.root.getByRole('button', { name: `B ${title}` })).toBeVisible()
  }

  /** Waits until a still picture is drawn. */
  async showsPicture(): Promise<void> {
    const drawn = (element: SVGElement | HTMLElement) =>
      element instanceof HTMLImageElement && element.complete && element.naturalWidth > 0
    await expect.poll(() => this.root.getByRole('img').first().evaluate(drawn)).toBe(true)
  }

  /** Waits for a clip of that size; where this Chromium plays H.264, also until its first picture is there. */
  async showsVideo(width: number, height: number): Promise<void> {
    const video = this.root.locator('video').first()
    await expect(video).toBeVisible()
    const plays = (element: SVGElement | HTMLElement) => {
      if (!(element instanceof HTMLVideoElement)) return 'no video'
      // Playwright's own Chromium has no H.264.
      if (element.canPlayType('video/mp4; codecs="avc1.42E01E"') === '') return 'picture'
      return element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? 'picture' : 'nothing yet'
    }
    await expect.poll(() => video.evaluate(plays)).toBe('picture')
    await this.root.getByRole('tab', { name: 'Facts' }).click()
    await expect(this.root).toContainText(`${width} × ${height}`)
  }
}
