import { expect, test } from './fixtures.ts'

test('another take is made and picked: only what is below goes stale, and undo brings it back @browser', async ({
  start,
  copyOf,
}) => {
  const { editor } = await start(copyOf('two-shots'))
  await editor.run()
  const made = {
    Style: 'Up to date',
    'Wide words': 'Up to date',
    'Close words': 'Up to date',
    Wide: 'Up to date',
    Close: 'Up to date',
    Cut: 'Up to date',
    Film: 'Up to date',
  } as const
  await editor.areInStates(made)

  await editor.select('Wide')
  await editor.viewer.action('One more take').click()
  await expect(editor.viewer.take(2)).toBeVisible()
  await editor.node('Close').is('Up to date')
  await editor.run()
  // The first take is still the one that flows on.
  await editor.areInStates(made)

  await editor.viewer.take(2).click()
  await editor.viewer.action('Pick this take').click()
  await editor.areInStates({ ...made, Cut: 'Stale', Film: 'Stale' })

  await editor.undoButton.click()
  await editor.areInStates(made)

  await editor.redoButton.click()
  await editor.areInStates({ ...made, Cut: 'Stale', Film: 'Stale' })
  await editor.run()
  await editor.areInStates(made)
})
