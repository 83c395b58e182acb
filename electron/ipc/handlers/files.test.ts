import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Out } from '#shared/ipc/contract.ts'
import { Fault } from '../fault.ts'
import { fileHandlers } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'reelay-files-'))
beforeAll(() => {
  for (const name of ['Zoo', 'art', '.git']) mkdirSync(join(folder, name))
  for (const name of ['shot10.mp4', 'shot2.MP4', 'film.reelay', 'rows.csv', 'notes.txt', '.hidden.reelay'])
    writeFileSync(join(folder, name), 'abc')
  symlinkSync(join(folder, 'art'), join(folder, 'linked'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.mp4'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const list = (wanted: string | null) =>
  fileHandlers()['files.list']({ folder: wanted }, { send: () => {} }) as Out<'files.list'>

describe('names in a folder', () => {
  it('are folders, pipelines, media and tables; the rest and what is hidden is left out', () => {
    expect(list(folder).entries.map(({ name, kind }) => [name, kind])).toEqual([
      ['art', 'folder'],
      ['linked', 'folder'],
      ['Zoo', 'folder'],
      ['film.reelay', 'pipeline'],
      ['rows.csv', 'table'],
      ['shot2.MP4', 'media'],
      ['shot10.mp4', 'media'],
    ])
  })

  it('come with where they are, and the way up', () => {
    const { folder: here, parent, entries, more } = list(folder)
    expect([here, parent, more]).toEqual([folder, dirname(folder), false])
    expect(entries.find(({ name }) => name === 'film.reelay')).toMatchObject({
      path: join(folder, 'film.reelay'),
      bytes: 3,
    })
    expect(list('/').parent).toBeNull()
    expect(list(null).folder).toBe(homedir())
  })

  it.each([
    ['missing', join(folder, 'nowhere')],
    ['missing', join(folder, 'film.reelay')],
  ])('fail as ‘%s’ with a sentence', (code, wanted) => {
    expect(() => list(wanted)).toThrow(Fault)
    try {
      list(wanted)
    } catch (error) {
      expect(error).toMatchObject({ code, message: expect.stringContaining(wanted) })
    }
  })
})
