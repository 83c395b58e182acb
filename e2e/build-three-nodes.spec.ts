import { expect, test } from './fixtures.ts'

test('from nothing: a prompt, a model and an export are wired, run and seen @browser', async ({ start }) => {
  const { editor } = await start()
  await editor.newDocument()
  await editor.addNode('Prompt', 'Words')
  await editor.inspector.set('Text', 'A lighthouse in the rain, slow push in')
  await editor.addNode('Model', 'Shot')
  for (const [label, value] of Object.entries({ Duration: '0.5', Width: '160', Height: '90' }))
    await editor.inspector.set(label, value)
  await editor.addNode('Export', 'Film')
  for (const [label, value] of Object.entries({ Width: '160', Height: '90' })) await editor.inspector.set(label, value)

  await editor.connect(['Words', 'text'], ['Shot', 'prompt'])
  await editor.connect(['Shot', 'video'], ['Film', 'sequence'])
  await editor.run()
  await editor.areInStates({ Words: 'Up to date', Shot: 'Up to date', Film: 'Up to date' })

  await editor.select('Film')
  await editor.viewer.showsVideo(160, 90)
  await expect(editor.viewer.root).toContainText('Stand-in')
})
