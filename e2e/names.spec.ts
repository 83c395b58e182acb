import { expect, test } from './fixtures.ts'

/** What others write tests by: these names are promised, each to one thing. */
test('toolbar, cards and regions have their names, each once @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('two-shots'))
  await expect(editor.node('Film').root).toBeVisible()
  const counts: Record<string, number> = {}
  for (const name of ['Run', 'Stop', 'Undo', 'Redo', 'Add node'])
    counts[name] = await editor.page.getByRole('button', { name, exact: true }).count()
  for (const name of ['Canvas', 'Inspector', 'Viewer', 'Timeline', 'Plan', 'Runs', 'Library'])
    counts[name] = await editor.page.getByRole('region', { name, exact: true }).count()
  for (const name of ['Style', 'Wide', 'Cut', 'Film'])
    counts[name] = await editor.page.getByRole('group', { name, exact: true }).count()
  expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((name) => [name, 1])))
})
