import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import type { Editor } from './pages/editor.ts'

/** Twenty edits of every kind, each one step of undo. */
const EDITS: readonly ((editor: Editor) => Promise<void>)[] = [
  (editor) => editor.setParams('Style', { Text: 'cold light' }),
  (editor) => editor.setParams('Close words', { Text: 'A cup, steam rising' }),
  (editor) => editor.drag('Film', 80, 60),
  (editor) => rename(editor, 'Close', 'Cup'),
  (editor) => editor.setParams('Cup', { Duration: '0.6' }),
  (editor) => editor.setParams('Cup', { Width: '176' }),
  (editor) => editor.addNode('Prompt', ''),
  (editor) => rename(editor, 'Prompt', 'Spare'),
  (editor) => editor.setParams('Spare', { Text: 'A door opens' }),
  (editor) => editor.drag('Spare', 30, 40),
  (editor) => press(editor, 'Spare', 'ControlOrMeta+D'),
  (editor) => press(editor, null, 'Delete'),
  (editor) => press(editor, 'Cup', 'b'),
  (editor) => press(editor, 'Cup', 'b'),
  (editor) => editor.setParams('Wide', { 'Negative prompt': 'people' }),
  (editor) => press(editor, 'Spare', 'Delete'),
  (editor) => editor.setParams('Wide words', { Text: 'A lake at noon, {{style}}' }),
  (editor) => rename(editor, 'Wide', 'Lake'),
  (editor) => press(editor, 'Film', 'Delete'),
  (editor) => press(editor, 'Style', 'Delete'),
]

test('twenty mixed edits: undone and redone, the saved file is the same byte for byte @browser', async ({
  start,
  copyOf,
}) => {
  const file = copyOf('two-shots')
  const before = readFileSync(file)
  const { editor } = await start(file)
  await expect(editor.runButton).toBeEnabled()
  for (const edit of EDITS) await edit(editor)
  await editor.save()
  const after = readFileSync(file)
  expect(after.equals(before)).toBe(false)

  for (const _ of EDITS) await editor.undoButton.click()
  await expect(editor.undoButton).toBeDisabled()
  await editor.save()
  expect(readFileSync(file, 'utf8')).toBe(before.toString())

  for (const _ of EDITS) await editor.redoButton.click()
  await expect(editor.redoButton).toBeDisabled()
  await editor.save()
  expect(readFileSync(file, 'utf8')).toBe(after.toString())
})

async function rename(editor: Editor, title: string, next: string): Promise<void> {
  await editor.node(title).select()
  await editor.setTitle(next)
}

/** Selects a node, if one is named, and presses keys over the canvas. */
async function press(editor: Editor, title: string | null, keys: string): Promise<void> {
  if (title !== null) await editor.node(title).select()
  await editor.page.keyboard.press(keys)
}
