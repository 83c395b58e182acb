import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { zUiSettings } from '#shared/ipc/ui-settings.ts'
import { createUiSettings, readUiSettings } from './ui-settings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-ui-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const AS_IT_COMES = zUiSettings.parse({})

it('without a file everything is as it comes', () => {
  expect(readUiSettings(folder)).toEqual(AS_IT_COMES)
  expect(AS_IT_COMES).toMatchObject({ theme: 'system', tourSeen: false, delivery: { width: 1280, fps: 24 } })
})

it.each([['{"theme":'], ['null'], ['[]'], ['{"theme":"pink","layout":3,"keymap":{"preset":"emacs"}}']])(
  'in %s what is not legal counts as not set',
  (text) => {
    writeFileSync(join(folder, 'ui-settings.json'), text)
    expect(readUiSettings(folder)).toEqual(AS_IT_COMES)
  },
)

it('one setting that is not legal leaves the others', () => {
  writeFileSync(join(folder, 'ui-settings.json'), '{"theme":"light","delivery":{"width":-4}}')
  expect(readUiSettings(folder)).toEqual({ ...AS_IT_COMES, theme: 'light' })
})

it('changes that come at once are all kept, and nothing else lies in the folder', async () => {
  const settings = createUiSettings(folder)
  await Promise.all([
    settings.change({ theme: 'dark' }),
    settings.change({ tourSeen: true }),
    settings.change({ hiddenPanels: ['runs'] }),
  ])
  expect(readUiSettings(folder)).toEqual({ ...AS_IT_COMES, theme: 'dark', tourSeen: true, hiddenPanels: ['runs'] })
  expect(readdirSync(folder)).toEqual(['ui-settings.json'])
})
