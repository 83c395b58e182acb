import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import { type Editor, middle } from './pages/editor.ts'

test('a frame round the selection, a dot, a collapsed card: each is taken back by one Undo @browser', async ({
  start,
  copyOf,
}) => {
  const file = copyOf('two-shots')
  const before = readFileSync(file, 'utf8')
  const { editor } = await start(file)
  const { page, canvas } = editor
  await expect(editor.runButton).toBeEnabled()
  await editor.fit()

  await editor.select('Wide')
  await editor.node('Close').root.click({ position: { x: 60, y: 14 }, modifiers: ['Shift'] })
  await page.keyboard.press('ControlOrMeta+G')
  const frame = canvas.getByRole('button', { name: 'Group: Group', exact: true })
  await expect(frame).toBeVisible()
  await undone(editor, () => expect(frame).toBeHidden())

  const wire = canvas.getByLabel('Wire from Cut to Film')
  const dot = canvas.getByRole('button', { name: /^Dot 1 of 1/ })
  const { x, y } = await middle(wire)
  await page.keyboard.down('Alt')
  await page.mouse.click(x, y)
  await page.keyboard.up('Alt')
  await expect(dot).toBeVisible()
  await dot.focus()
  // Held down, a key moves it in one step.
  for (const _ of [1, 2, 3]) await page.keyboard.down('ArrowUp')
  await page.keyboard.up('ArrowUp')
  await editor.undoButton.click()
  await undone(editor, () => expect(dot).toBeHidden())

  await editor.select('Film')
  const sockets = editor.node('Film').root.getByText('Sequence', { exact: true })
  await expect(sockets).toBeVisible()
  await page.keyboard.press('Alt+C')
  await expect(sockets).toBeHidden()
  await undone(editor, () => expect(sockets).toBeVisible())

  await editor.save()
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test('a node dropped on a wire goes into it, one taken out leaves the flow: each is taken back by one Undo @browser', async ({
  start,
  copyOf,
}) => {
  const file = copyOf('two-shots')
  const before = readFileSync(file, 'utf8')
  const { editor } = await start(file)
  const { page, canvas } = editor
  await expect(editor.runButton).toBeEnabled()
  const wire = (from: string, to: string) => canvas.getByLabel(`Wire from ${from} to ${to}`, { exact: true })
  await editor.fit()

  // A card hangs from the pointer by its head: its middle is to lie on the wire.
  const at = await middle(wire('Wide', 'Cut'))
  const height = (await editor.node('Cut').root.boundingBox())?.height ?? 0
  await dragFromLibrary(editor, 'Gate', { x: at.x, y: at.y - height / 2 })
  await expect(wire('Wide', 'Gate')).toHaveCount(1)
  await expect(wire('Gate', 'Cut')).toHaveCount(1)
  await expect(wire('Wide', 'Cut')).toHaveCount(0)
  // The wire keeps its place: the order of the clips is the same.
  await expect.poll(() => editor.timeline.order()).toEqual(['Wide', 'Close'])
  await undone(editor, () => expect(wire('Wide', 'Cut')).toHaveCount(1))
  await expect(editor.node('Gate').root).toBeHidden()

  await editor.select('Wide words')
  await page.keyboard.press('Alt+Delete')
  await expect(editor.node('Wide words').root).toBeHidden()
  await expect(wire('Style', 'Wide')).toHaveCount(1)
  await undone(editor, () => expect(wire('Style', 'Wide words')).toHaveCount(1))
  await expect(wire('Wide words', 'Wide')).toHaveCount(1)

  await editor.save()
  expect(readFileSync(file, 'utf8')).toBe(before)
})

/** One press of Undo brings this back, and nothing is left to be undone. */
async function undone(editor: Editor, back: () => Promise<void>): Promise<void> {
  await editor.undoButton.click()
  await back()
  await expect(editor.undoButton).toBeDisabled()
}

async function dragFromLibrary(editor: Editor, name: string, to: { x: number; y: number }): Promise<void> {
  const box = await editor.canvas.boundingBox()
  if (!box) throw new Error('There is no canvas.')
  const entry = editor.library.getByRole('button', { name: new RegExp(`^${name}\\b`) }).first()
  await entry.dragTo(editor.canvas, { targetPosition: { x: to.x - box.x, y: to.y - box.y } })
}
