import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'

test('a file with a node of a later version: it is shown, the rest works, and saving keeps it @browser', async ({
  start,
  copyOf,
}) => {
  const file = copyOf('unknown-node')
  const ghost = (text: string) =>
    JSON.stringify(JSON.parse(text).nodes.find((node: { id: string }) => node.id === 'ghost'))
  const before = ghost(readFileSync(file, 'utf8'))
  const { editor } = await start(file)
  await editor.node('Hologram').is('Unknown node type')
  await editor.select('Hologram')
  await expect(editor.inspector.root).toContainText('hologram')

  await editor.select('Shot')
  await editor.inspector.runThisNode()
  await editor.node('Shot').is('Up to date')

  await editor.setParams('Words', { Text: 'A projector in the dark' })
  await editor.save()
  expect(ghost(readFileSync(file, 'utf8'))).toBe(before)
})
