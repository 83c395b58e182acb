import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { zUiSettings } from '#shared/ipc/ui-settings.ts'
import { openTestEditor, type TestEditor } from '../testing/editor.ts'

let editor: TestEditor
beforeEach(async () => {
  editor = await openTestEditor()
})
afterEach(() => editor.close())

it('settings are changed one by one, for every window and for good', async () => {
  const [one, other] = [editor.client(), editor.client()]
  expect(await one.ask('settings.get', {})).toEqual({ settings: zUiSettings.parse({}) })
  await one.ask('settings.set', { change: { theme: 'dark' } })
  const { settings } = await other.ask('settings.set', { change: { hiddenPanels: ['runs'] } })
  expect(settings).toMatchObject({ theme: 'dark', hiddenPanels: ['runs'] })
  await editor.restart()
  expect(await editor.client().ask('settings.get', {})).toEqual({ settings })
})

it('a change is told to the other windows that show settings, as long as they are there', async () => {
  const [one, other, gone, blind] = [editor.client(), editor.client(), editor.client(), editor.client()]
  for (const client of [one, other, gone]) await client.ask('settings.get', {})
  gone.leave()
  await one.ask('settings.set', { change: { theme: 'dark' } })
  expect(await other.next('settings.changed')).toEqual({ change: { theme: 'dark' } })
  await one.fault('settings.set', { change: { confirmAboveUsd: -1 } })
  expect([one, other, gone, blind].map(({ events }) => events)).toEqual([[], [], [], []])
})

it('a setting that is not legal is refused and changes nothing', async () => {
  const client = editor.client()
  const change = { theme: 'dark', confirmAboveUsd: -1 } as const
  expect(await client.fault('settings.set', { change })).toMatchObject({ code: 'bad-request' })
  expect((await client.ask('settings.get', {})).settings.theme).toBe('system')
})

it('the size of the store is that of its files', async () => {
  const client = editor.client()
  expect(await client.ask('store.size', {})).toEqual({ bytes: 0, files: 0, outputs: 0 })
  const path = join(editor.folder, 'words.txt')
  writeFileSync(path, 'twelve bytes')
  await editor.host.cache.blobs.import(path)
  expect(await client.ask('store.size', {})).toEqual({ bytes: 12, files: 1, outputs: 0 })
})
