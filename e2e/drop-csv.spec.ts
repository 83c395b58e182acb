import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from './fixtures.ts'

const contentOf = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)))

test('a CSV file is dropped: its rows stand in a table, and become rows that can be edited @browser', async ({
  start,
  foreign,
}) => {
  const csv = foreign('shots.csv', 'scene,camera\na lake,dolly in\n"a cup, red",orbit\n')
  const { editor } = await start()
  await editor.newDocument()
  await editor.dropFiles(csv)
  await expect(editor.node('shots').root).toBeVisible()
  await editor.run()
  await editor.node('shots').is('Up to date')
  await expect(editor.viewer.root).toContainText('a cup, red')
  await expect(editor.viewer.root).toContainText('dolly in')

  await editor.select('shots')
  await editor.inspector.press('Take its rows over')
  await expect(editor.inspector.field('scene, row 2')).toHaveValue('a cup, red')
  await expect(editor.inspector.field('camera, row 1')).toHaveValue('dolly in')
})

test('an image is dropped: a node holds it @browser', async ({ start, foreign }) => {
  const image = foreign('hero.png', contentOf('../resources/icons/drag.png'))
  const { editor } = await start()
  await editor.newDocument()
  await editor.dropFiles(image)
  await expect(editor.node('hero').root).toBeVisible()
  await editor.run()
  await editor.node('hero').is('Up to date')
  await editor.viewer.showsPicture()
})

test('what no node holds is refused in words @browser', async ({ start, foreign }) => {
  const words = foreign('notes.doc', 'words')
  const { editor } = await start()
  await editor.newDocument()
  await editor.dropFiles(words)
  await expect(editor.page.getByText('notes.doc is no image, clip, sound, CSV table or pipeline.')).toBeVisible()
  await expect(editor.canvas.getByText('An empty pipeline')).toBeVisible()
})

test('a pipeline is dropped: it opens @browser', async ({ start, foreign }) => {
  const film = foreign('lake.reelay', contentOf('documents/two-shots.reelay'))
  const { editor } = await start()
  await editor.newDocument()
  await editor.dropFiles(film)
  await expect(editor.node('Film').root).toBeVisible()
  await expect(editor.runButton).toBeEnabled()
  await editor.run()
  await editor.node('Film').is('Up to date')
})
