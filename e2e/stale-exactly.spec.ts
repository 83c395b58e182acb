import { test } from './fixtures.ts'

test('an edited prompt makes stale what hangs on it, and nothing else @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('two-shots'))
  await editor.run()
  const all = {
    Style: 'Up to date',
    'Wide words': 'Up to date',
    'Close words': 'Up to date',
    Wide: 'Up to date',
    Close: 'Up to date',
    Cut: 'Up to date',
    Film: 'Up to date',
  } as const
  await editor.areInStates(all)

  await editor.setParams('Close words', { Text: 'A cup on a wooden table' })
  await editor.areInStates({
    ...all,
    'Close words': 'Stale',
    Close: 'Stale',
    Cut: 'After its inputs',
    Film: 'After its inputs',
  })

  await editor.setParams('Close words', { Text: 'A cup on a table' })
  await editor.areInStates(all)
})
