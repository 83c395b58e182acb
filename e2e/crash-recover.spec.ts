import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'

test('unsaved edits survive a kill: they are back when the file is opened again @browser', async ({
  start,
  copyOf,
}) => {
  const file = copyOf('two-shots')
  const saved = readFileSync(file, 'utf8')
  const first = await start(file)
  await first.editor.setParams('Close words', { Text: 'A red cup' })
  await expect(first.editor.page.getByText('Unsaved', { exact: true })).toBeVisible()
  await first.app.kill()
  expect(readFileSync(file, 'utf8')).toBe(saved)

  const { editor } = await start(file)
  await editor.select('Close words')
  await expect(editor.inspector.field('Text')).toHaveValue('A red cup')
  await editor.save()
  expect(readFileSync(file, 'utf8')).toContain('A red cup')
})

test('a document that was never saved waits on the start screen after a kill @browser', async ({ start }) => {
  const first = await start()
  await first.editor.newDocument()
  await first.editor.addNode('Prompt', 'Lost words')
  await first.editor.inspector.set('Text', 'Not saved anywhere')
  await expect(first.editor.page.getByText('Not saved', { exact: true })).toBeVisible()
  await first.app.kill()

  const { editor } = await start()
  await editor.page.getByRole('region', { name: 'Unsaved work' }).getByRole('button').first().click()
  await editor.select('Lost words')
  await expect(editor.inspector.field('Text')).toHaveValue('Not saved anywhere')
})

test('a run that was killed goes on where it was: what was made is not made again @browser', async ({
  start,
  copyOf,
}) => {
  const file = copyOf('slow-shot')
  const first = await start(file)
  await first.editor.startRun()
  await first.editor.areInStates({ Quick: 'Up to date', Slow: 'Running' })
  await first.app.kill()

  const { editor } = await start(file)
  await editor.node('Quick').is('Up to date')
  await editor.node('Slow').is('Job under way', 'Running')
})
