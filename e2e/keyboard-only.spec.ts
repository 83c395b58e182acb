import { expect, test } from './fixtures.ts'
import type { Editor } from './pages/editor.ts'

/** Nothing here may use the pointer: from an empty pipeline to a film that can be delivered, key by key. */
test('from an empty canvas to an export with the keyboard alone @browser', async ({ start }) => {
  const { editor } = await start()
  const { page, inspector } = editor
  const { keyboard } = page
  await expect(page.getByRole('button', { name: 'New pipeline' })).toBeVisible()
  await focusByTab(editor, 'New pipeline')
  await keyboard.press('Enter')
  await expect(editor.canvas).toBeVisible()

  await add(editor, 'Prompt')
  await goTo(editor, 'Inspector')
  await type(editor, 'Text', 'A lighthouse in the rain, slow push in')
  await goTo(editor, 'Canvas')
  await keyboard.press('Escape')

  await add(editor, 'Model')
  await goTo(editor, 'Inspector')
  for (const [label, value] of Object.entries({ Duration: '0.5', Width: '160', Height: '90' }))
    await type(editor, label, value)
  await goTo(editor, 'Canvas')
  await connect(editor, 'Model', 'Prompt ← Prompt')
  await expect(editor.canvas.getByLabel('Wire from Prompt to Model')).toHaveCount(1)

  // A node that is added beside a selected one takes up its wire.
  await add(editor, 'Export')
  await expect(editor.canvas.getByLabel('Wire from Model to Export')).toHaveCount(1)
  await goTo(editor, 'Inspector')
  for (const [label, value] of Object.entries({ Width: '160', Height: '90' })) await type(editor, label, value)

  await expect(editor.runButton).toBeEnabled()
  await keyboard.press('ControlOrMeta+Enter')
  await editor.ended('Done')
  await editor.areInStates({ Prompt: 'Up to date', Model: 'Up to date', Export: 'Up to date' })
  await expect(inspector.field('Title')).toHaveValue('Export')
  await expect(editor.viewer.root.locator('video')).toBeVisible()
})

/** Tab, until the control of this name has the focus. */
async function focusByTab(editor: Editor, name: string): Promise<void> {
  const control = editor.page.getByRole('button', { name, exact: true })
  for (let presses = 0; presses < 40; presses++) {
    await editor.page.keyboard.press('Tab')
    if (await control.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${name} is not reached by Tab.`)
}

/** F6, until the panel of this name has the focus. */
async function goTo(editor: Editor, region: string): Promise<void> {
  const panel = editor.page.getByRole('region', { name: region, exact: true })
  for (let presses = 0; presses < 10; presses++) {
    await editor.page.keyboard.press('F6')
    if (await panel.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${region} is not reached by F6.`)
}

/** Adds a node over the canvas by typing its name; it is selected and has the focus. */
async function add(editor: Editor, name: string): Promise<void> {
  const { page } = editor
  await page.keyboard.press('Tab')
  const picker = page.getByRole('dialog', { name: 'Add node' })
  await expect(picker.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(name)
  await expect(picker.getByRole('option', { selected: true })).toContainText(name)
  await page.keyboard.press('Enter')
  await picker.waitFor({ state: 'detached' })
  await expect(editor.inspector.field('Title')).toHaveValue(name)
}

/** Goes on by Tab to a field of the inspector and types over what is in it. */
async function type(editor: Editor, label: string, value: string): Promise<void> {
  const { keyboard } = editor.page
  const field = editor.inspector.field(label)
  await expect(field).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    if (await field.evaluate((element) => element === document.activeElement)) {
      await keyboard.press('ControlOrMeta+A')
      await keyboard.type(value)
      await expect(field).toHaveValue(value)
      return
    }
    await keyboard.press('Tab')
  }
  throw new Error(`${label} is not reached by Tab.`)
}

/** Wires the selected node by naming the wire. */
async function connect(editor: Editor, title: string, wire: string): Promise<void> {
  const { page } = editor
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: `Connect ${title}` })
  await expect(dialog.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(wire)
  await expect(dialog.getByRole('option', { selected: true })).toContainText(wire)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}
