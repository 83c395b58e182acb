import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'reelay-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['is set', '{"ffmpegPath":"/opt/ffmpeg","later":1}', '/opt/ffmpeg'],
  ['is missing', '{}', ''],
  ['is of another kind', '{"ffmpegPath":3}', ''],
  ['is in no object', 'null', ''],
  ['is in a broken file', '{"ffmpegPath":', ''],
])('a setting that %s', (_, text, expected) => {
  writeFileSync(join(folder, 'settings.json'), text)
  expect(readSettings(folder)).toEqual({ ffmpegPath: expected })
})

it('no settings at all', () => {
  expect(readSettings(join(folder, 'nowhere'))).toEqual({ ffmpegPath: '' })
})
