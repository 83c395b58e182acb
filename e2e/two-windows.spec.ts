import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'

test('a file on two pages: the second only reads, takes over, and no edit is lost @browser', async ({
  start,
  copyOf,
  kind,
}) => {
  test.skip(kind !== 'browser', 'the desktop app shows the window that has the file')
  const file = copyOf('two-shots')
  const { editor: first, beside } = await start(file)
  await expect(first.runButton).toBeEnabled()
  await first.setParams('Close words', { Text: 'A red cup' })

  const second = await beside(file)
  await expect(second.page.getByText('Another window edits this file. Here it is read-only.')).toBeVisible()
  await expect(second.page.getByText('Read-only', { exact: true })).toBeVisible()
  await expect(second.addNodeButton).toBeDisabled()
  await second.select('Close words')
  await expect(second.inspector.field('Text')).toBeDisabled()

  await first.setParams('Style', { Text: 'cold light' })
  await second.takeOver()
  await second.select('Style')
  await expect(second.inspector.field('Text')).toHaveValue('cold light')
  await second.select('Close words')
  await expect(second.inspector.field('Text')).toHaveValue('A red cup')
  await expect(first.page.getByText('Read-only', { exact: true })).toBeVisible()
  await expect(first.addNodeButton).toBeDisabled()

  await second.inspector.set('Text', 'A blue cup')
  await second.save()
  expect(readFileSync(file, 'utf8')).toContain('A blue cup')
  expect(readFileSync(file, 'utf8')).toContain('cold light')
  await second.setParams('Style', { Text: 'night' })

  await first.takeOver()
  await first.select('Style')
  await expect(first.inspector.field('Text')).toHaveValue('night')
  await expect(second.page.getByText('Read-only', { exact: true })).toBeVisible()
  await first.addNode('Prompt', 'Mine again')
})

test('a file that is open is not opened a second time: its window comes to the front', async ({
  startDesktop,
  copyOf,
}) => {
  const file = copyOf('two-shots')
  const { electron, editor } = await startDesktop(file)
  await expect(editor.runButton).toBeEnabled()
  await electron.evaluate(({ app }, path) => app.emit('second-instance', {}, ['reelay', path], '/'), file)
  await editor.addNode('Prompt', 'Still mine')
  expect(electron.windows()).toHaveLength(1)
})

test('two files side by side run at once, each for itself @browser', async ({ start, copyOf }) => {
  const { editor: first, beside } = await start(copyOf('slow-shot'))
  await first.startRun()
  await first.areInStates({ Quick: 'Up to date', Slow: 'Running' })

  const second = await beside(copyOf('two-shots'))
  await second.run()
  await second.areInStates({ Wide: 'Up to date', Film: 'Up to date' })
  await expect(second.runs.getByRole('button', { name: 'Running', exact: true })).toHaveCount(0)
  await expect(second.page.getByText('Read-only', { exact: true })).toBeHidden()

  await first.areInStates({ Quick: 'Up to date', Slow: 'Running' })
  await first.stopButton.click()
  await first.ended('Stopped')
  await second.areInStates({ Wide: 'Up to date', Film: 'Up to date' })
})
