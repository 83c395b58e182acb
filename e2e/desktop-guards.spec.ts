import { expect, test } from './fixtures.ts'

/** The window's own handlers, on Electron and on its double alike; that they are enough is claimed in security.spec.ts. */
test('the window answers no to leaving, to new windows, and to closing with unsaved edits', async ({
  startDesktop,
  copyOf,
}) => {
  const { electron, page, editor } = await startDesktop(copyOf('two-shots'))
  await expect(editor.node('Film').root).toBeVisible()
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  await page.evaluate(() => location.assign('https://example.com/'))
  await editor.setParams('Style', { Text: 'cold light' })
  await expect(page.getByText('Unsaved', { exact: true })).toBeVisible()

  await electron.evaluate(({ dialog, BrowserWindow }) => {
    const asked = { count: 0 }
    Object.assign(globalThis, { asked })
    // The person presses Cancel.
    dialog.showMessageBox = async () => {
      asked.count++
      return { response: 2, checkboxChecked: false }
    }
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await expect.poll(() => electron.evaluate(() => (globalThis as { asked?: { count: number } }).asked?.count)).toBe(1)
  expect(electron.windows()).toHaveLength(1)
  await editor.save()
})
