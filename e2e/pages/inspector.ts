import { expect, type Locator, type Page } from '@playwright/test'

/** Settings of the selected node. */
export class Inspector {
  readonly root: Locator
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('region', { name: 'Inspector', exact: true })
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true })
  }

  /** Types into a field and leaves it, so that it is one step of undo. */
  async set(label: string, value: string): Promise<void> {
    const field = this.field(label)
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption({ label: value })
    else await field.fill(value)
    await field.blur()
  }

  /** Picks another model, by its title. */
  async chooseModel(title: string): Promise<void> {
    await this.root.getByRole('button', { name: /^Model\b/ }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Choose a model' })
    await dialog.getByLabel('Search models').fill(title)
    await dialog.getByRole('button', { name: title }).first().click()
    await dialog.waitFor({ state: 'detached' })
    await expect(this.root.getByText(title).first()).toBeVisible()
  }

  /** Presses a button of it. */
  async press(name: string): Promise<void> {
    await this.root.getByRole('button', { name, exact: true }).click()
  }

  async runThisNode(): Promise<void> {
    await this.root.getByRole('button', { name: /^(Run|Retry) this node$/ }).click()
  }
}
