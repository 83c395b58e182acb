import { expect, test } from './fixtures.ts'

test('a run is stopped: what was made stays, what was not can be run again @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('slow-shot'))
  await editor.startRun()
  await editor.areInStates({ Quick: 'Up to date', Slow: 'Running' })

  await editor.stopButton.click()
  await editor.ended('Stopped')
  await editor.areInStates({ Quick: 'Up to date', Slow: 'Stopped' })

  await editor.setParams('Slow', { 'Stand-in delay': '0' })
  await editor.run()
  await editor.areInStates({ Quick: 'Up to date', Slow: 'Up to date' })
})

test('a node that failed says why, blocks what hangs on it, and is retried @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('failing-shot'))
  await editor.run('Failed')
  await editor.node('Shot').is('Failed')
  await editor.node('Film').is('Blocked', 'After its inputs')

  await editor.select('Shot')
  await expect(editor.inspector.root).toContainText('rehears')
  await editor.inspector.set('Stand-in fault', '')
  await editor.inspector.runThisNode()
  await editor.node('Shot').is('Up to date')
  await editor.run()
  await editor.areInStates({ Shot: 'Up to date', Film: 'Up to date' })
})
