import { expect, test } from './fixtures.ts'

test('each starter opens from its card, and nothing of it has to be mended before it runs @browser', async ({
  start,
}) => {
  const { editor } = await start()
  const cards = editor.page.getByRole('region', { name: 'Starters', exact: true }).getByRole('button')
  await expect(cards.first()).toBeVisible()
  const count = await cards.count()
  expect(count).toBeGreaterThanOrEqual(6)
  for (let index = 0; index < count; index++) {
    const title = await cards.nth(index).getByRole('strong').innerText()
    await cards.nth(index).click()
    await expect(editor.page.getByLabel('Name of the pipeline')).toHaveValue(title)
    // The button waits for a plan without problems.
    await expect(editor.runButton).toBeEnabled()
    await expect(editor.plan, title).toContainText(/\d+ items? to run/)
    await expect(editor.plan, title).not.toContainText('problem')
    await editor.command('Close pipeline')
    await expect(cards.nth(index)).toBeVisible()
  }
})

test('a starter runs to its end, offline and for free @browser', async ({ start }) => {
  const { editor } = await start()
  await editor.page.getByRole('button', { name: /^Text to image to video/ }).click()
  await editor.run()
  await editor.areInStates({ Still: 'Up to date', Shot: 'Up to date', Export: 'Up to date' })
  await editor.select('Export')
  await editor.viewer.showsVideo(640, 360)
  await expect(editor.viewer.root).toContainText('Stand-in')
  await expect(editor.plan).toContainText('Everything is up to date')
})
