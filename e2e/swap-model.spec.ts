import { expect, test } from './fixtures.ts'

test('a model is swapped and swapped back: what it made is restored, nothing is made twice @browser', async ({
  start,
  copyOf,
}) => {
  const { editor } = await start(copyOf('two-shots'))
  await editor.run()
  await editor.areInStates({ Wide: 'Up to date', Close: 'Up to date', Film: 'Up to date' })

  await editor.select('Wide')
  await editor.inspector.chooseModel('Kling 2.6')
  await editor.command('Run on stand-ins')
  await editor.areInStates({ Wide: 'Stale', Close: 'Up to date' })
  await editor.run()
  await editor.areInStates({ Wide: 'Up to date', Film: 'Up to date' })

  await editor.select('Wide')
  await editor.inspector.chooseModel('Animatic (stand-in)')
  await editor.areInStates({ Wide: 'Will be restored', Close: 'Up to date' })
  await editor.run()
  await expect(editor.runs).toContainText(/0 made, \d+ restored/)
  await editor.node('Wide').is('Restored', 'Up to date')
})
