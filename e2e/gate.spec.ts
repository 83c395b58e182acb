import { expect, test } from './fixtures.ts'

test('a run waits at a gate; once the shot is approved it goes on by itself to the end @browser', async ({
  start,
  copyOf,
}) => {
  const { editor } = await start(copyOf('gated-shot'))
  await editor.run('Waiting for you')
  await editor.areInStates({
    Words: 'Up to date',
    Shot: 'Up to date',
    Look: 'Waiting for you',
    Film: 'After its inputs',
  })

  await editor.select('Look')
  await expect(editor.inspector.root).toContainText('The run goes on by itself.')
  await editor.inspector.press('Approve')
  await editor.ended('Done')
  await editor.areInStates({ Words: 'Up to date', Shot: 'Up to date', Look: 'Up to date', Film: 'Up to date' })
  await expect(editor.runs).toContainText('1 made')
  await editor.select('Film')
  await editor.viewer.showsVideo(160, 90)

  // The answer belongs to what was seen: the same again asks nobody, another shot asks again.
  await editor.setParams('Words', { Text: 'A lake at noon' })
  await editor.run('Waiting for you')
  await editor.node('Look').is('Waiting for you')
  await editor.setParams('Words', { Text: 'A lake at dawn' })
  await editor.areInStates({ Shot: 'Will be restored', Look: 'Up to date' })
})

test('a rejected shot stops its branch, and the answer is undone like any edit @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('gated-shot'))
  await editor.run('Waiting for you')
  await editor.select('Look')
  await editor.inspector.press('Reject')
  await editor.node('Look').is('Needs attention', 'Blocked')
  await expect(editor.inspector.root.getByRole('button', { name: 'Approve', exact: true })).toBeHidden()

  await editor.undoButton.click()
  await editor.node('Look').is('Waiting for you')
  await expect(editor.inspector.root.getByRole('button', { name: 'Approve', exact: true })).toBeVisible()
})
