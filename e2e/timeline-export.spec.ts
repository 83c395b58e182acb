import { expect, test } from './fixtures.ts'

const MADE = {
  Style: 'Up to date',
  'Wide words': 'Up to date',
  'Close words': 'Up to date',
  Wide: 'Up to date',
  Close: 'Up to date',
  Cut: 'Up to date',
  Film: 'Up to date',
} as const

test('clips change places by keys and by the pointer, and only the cut and the film are made again @browser', async ({
  start,
  copyOf,
}) => {
  const { editor } = await start(copyOf('two-shots'))
  const { timeline, viewer } = editor
  await editor.run()
  await editor.areInStates(MADE)
  await timeline.isInOrder(['Wide', 'Close'])

  await timeline.clip('Wide').click()
  await editor.page.keyboard.press('Alt+ArrowRight')
  await timeline.isInOrder(['Close', 'Wide'])
  const reordered = { ...MADE, Cut: 'Stale', Film: 'Stale' } as const
  await editor.areInStates(reordered)
  await editor.page.keyboard.press('Alt+ArrowLeft')
  await timeline.isInOrder(['Wide', 'Close'])
  await editor.areInStates(MADE)

  await timeline.drag('Wide', 'Close')
  await timeline.isInOrder(['Close', 'Wide'])
  await editor.areInStates(reordered)
  await editor.run()
  await editor.areInStates(MADE)
  await expect(editor.runs).toContainText('2 made, 0 restored')
  await editor.select('Film')
  await viewer.showsVideo(160, 90)
  await expect(viewer.root).toContainText('12 frames')

  await editor.undoButton.click()
  await timeline.isInOrder(['Wide', 'Close'])
})

test('a clip is trimmed: the film is shorter, and undo makes it whole @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('two-shots'))
  const { timeline, viewer } = editor
  await editor.run()
  await editor.areInStates(MADE)
  await expect(timeline.root).toContainText('12 frames')

  await timeline.clip('Close').click()
  for (const key of [']', ']', '[']) await editor.page.keyboard.press(key)
  await expect(timeline.root).toContainText('9 frames')
  await editor.areInStates({ ...MADE, Cut: 'Stale', Film: 'Stale' })
  await editor.run()
  await editor.areInStates(MADE)
  await editor.select('Film')
  await viewer.showsVideo(160, 90)
  await expect(viewer.root).toContainText('9 frames')

  // Presses in a row at one end are one step.
  await editor.undoButton.click()
  await expect(timeline.root).toContainText('10 frames')
  await editor.undoButton.click()
  await expect(timeline.root).toContainText('12 frames')
  await editor.areInStates({ ...MADE, Cut: 'Will be restored', Film: 'Will be restored' })
})
