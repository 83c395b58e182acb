import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import type { Editor } from './pages/editor.ts'

interface Saved {
  readonly nodes: readonly { readonly id: string; readonly title: string; readonly params: Record<string, unknown> }[]
  readonly edges: readonly { readonly id: string; readonly from: End; readonly to: End }[]
}
interface End {
  readonly node: string
  readonly port: string
}

test('nodes are copied into another file, with their params and the wires among them @browser', async ({
  start,
  copyOf,
}) => {
  const { editor, beside } = await start(copyOf('two-shots'))
  await select(editor, 'Close words', 'Close')
  await editor.page.keyboard.press('ControlOrMeta+C')

  const file = copyOf('gated-shot')
  const other = await beside(file)
  await expect(other.runButton).toBeEnabled()
  await other.page.bringToFront()
  await pasteInto(other)
  await expect(other.node('Close').root).toBeVisible()
  await expect(other.canvas.getByLabel('Wire from Close words to Close')).toHaveCount(1)
  await other.select('Close words')
  await expect(other.inspector.field('Text')).toHaveValue('A cup on a table')

  await other.save()
  const { nodes, edges }: Saved = JSON.parse(readFileSync(file, 'utf8'))
  expect(nodes.map(({ title }) => title)).toEqual(['Words', 'Shot', 'Look', 'Film', 'Close words', 'Close'])
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(6)
  expect(new Set(edges.map(({ id }) => id)).size).toBe(4)
  expect(nodes.at(-1)?.params).toMatchObject({ seed: 2, width: 160, duration: 0.5 })

  await other.undoButton.click()
  await expect(other.node('Close').root).toBeHidden()
  await expect(other.node('Close words').root).toBeHidden()
  await expect(other.undoButton).toBeDisabled()
})

test('nodes are copied into a new pipeline in the same window @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('two-shots'))
  await select(editor, 'Wide', 'Cut', 'Film')
  await editor.page.keyboard.press('ControlOrMeta+C')
  await editor.command('New pipeline')
  await expect(editor.canvas.getByText('An empty pipeline')).toBeVisible()
  await pasteInto(editor)
  await expect(editor.node('Film').root).toBeVisible()
  await expect(editor.canvas.getByLabel('Wire from Wide to Cut')).toHaveCount(1)
  await expect(editor.canvas.getByLabel('Wire from Cut to Film')).toHaveCount(1)
  await expect(editor.canvas.getByLabel(/^Wire from/)).toHaveCount(2)
})

test('pasted with inputs, nodes hang on what the copied ones hang on @browser', async ({ start, copyOf }) => {
  const file = copyOf('two-shots')
  const { editor } = await start(file)
  await editor.select('Wide')
  await editor.page.keyboard.press('ControlOrMeta+C')
  await editor.command('Paste with inputs')
  await expect(editor.canvas.getByRole('group', { name: 'Wide', exact: true })).toHaveCount(2)
  await expect(editor.canvas.getByLabel('Wire from Wide words to Wide')).toHaveCount(2)
  await editor.save()
  const { nodes, edges }: Saved = JSON.parse(readFileSync(file, 'utf8'))
  const [wide, pasted] = nodes.filter(({ title }) => title === 'Wide')
  expect(pasted?.id).not.toBe(wide?.id)
  expect(pasted?.params).toEqual(wide?.params)
  expect(edges.filter(({ to }) => to.node === pasted?.id).map(({ from }) => from.node)).toEqual(['wide-words'])

  // The same content is made once.
  await editor.run()
  await expect(editor.runs).toContainText(/\d+ made/)
  await editor.undoButton.click()
  await expect(editor.canvas.getByRole('group', { name: 'Wide', exact: true })).toHaveCount(1)
})

/** Selects several nodes, one click each. */
async function select(editor: Editor, first: string, ...more: readonly string[]): Promise<void> {
  await editor.fit()
  await editor.select(first)
  for (const title of more) await editor.node(title).root.click({ position: { x: 60, y: 14 }, modifiers: ['Shift'] })
  await expect(editor.inspector.root).toContainText(`${more.length + 1} nodes`)
}

async function pasteInto(editor: Editor): Promise<void> {
  await editor.canvas.focus()
  await editor.page.keyboard.press('ControlOrMeta+V')
}
