import type { Page } from '@playwright/test'

/** Does a command by its name, through the palette: every command is there. */
export async function command(page: Page, label: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K')
  const palette = page.getByRole('dialog', { name: 'Search commands and nodes' })
  await palette.getByRole('combobox').fill(label)
  await palette.getByRole('option', { name: label }).first().click()
  await palette.waitFor({ state: 'detached' })
}
