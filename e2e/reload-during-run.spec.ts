import { expect, test } from './fixtures.ts'

test('a page reloaded during a run shows the run as it is, and its end @browser', async ({ start, copyOf }) => {
  const { app, editor } = await start(copyOf('slow-shot'))
  await editor.startRun()
  await editor.areInStates({ Quick: 'Up to date', Slow: 'Running' })

  await app.page.reload()
  await expect(editor.stopButton).toBeEnabled()
  await editor.areInStates({ Quick: 'Up to date', Slow: 'Running' })

  await editor.stopButton.click()
  await editor.ended('Stopped')
  await app.page.reload()
  await editor.ended('Stopped')
  await editor.node('Quick').is('Up to date')
})
