import { expect, type Locator, type Page } from '@playwright/test'

/** The clips of a sequence along the time of the film. */
export class Timeline {
  readonly root: Locator
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('region', { name: 'Timeline', exact: true })
  }

  clip(title: string): Locator {
    return this.root.getByRole('button', { name: new RegExp(`^\\d+\\.\\s*${title}`) })
  }

  /** The clips in their order, by the titles of their shots. */
  async order(): Promise<string[]> {
    const clips = await this.root
      .getByRole('list', { name: 'Clips' })
      .getByTitle(/ · .+ · /)
      .all()
    return Promise.all(clips.map(async (clip) => (await clip.getAttribute('title'))?.split(' · ')[0] ?? ''))
  }

  async isInOrder(titles: readonly string[]): Promise<void> {
    await expect.poll(() => this.order()).toEqual(titles)
  }

  /** Drags a clip by its middle beyond the middle of another. */
  async drag(title: string, beyond: string): Promise<void> {
    const from = await this.clip(title).boundingBox()
    const to = await this.clip(beyond).boundingBox()
    if (!from || !to) throw new Error(`${title} and ${beyond} are not both in the timeline.`)
    const y = from.y + from.height / 2
    await this.page.mouse.move(from.x + from.width / 2, y)
    await this.page.mouse.down()
    await this.page.mouse.move(to.x + to.width / 2, y, { steps: 6 })
    await this.page.mouse.move(to.x + to.width * (to.x > from.x ? 0.9 : 0.1), y, { steps: 4 })
    await this.page.mouse.up()
  }
}
