import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyOut, legalName } from './copy-out.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-copy-'))
  writeFileSync(join(folder, 'blob'), 'stored')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a stored file that is copied out', () => {
  it('takes the place of what is there, and is another file than the stored one', async () => {
    const to = join(folder, 'hero.mp4')
    writeFileSync(to, 'older and longer')
    await copyOut(join(folder, 'blob'), to)
    expect(readFileSync(to, 'utf8')).toBe('stored')
    expect(statSync(to).ino).not.toBe(statSync(join(folder, 'blob')).ino)
    expect(readdirSync(folder).sort()).toEqual(['blob', 'hero.mp4'])
  })

  it('leaves nothing behind where it cannot be written', async () => {
    const missing = copyOut(join(folder, 'blob'), join(folder, 'nowhere', 'a.mp4'))
    await expect(missing).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining('choose another place'),
    })
    await expect(copyOut(join(folder, 'gone'), join(folder, 'a.mp4'))).rejects.toMatchObject({ code: 'io' })
    expect(readdirSync(folder)).toEqual(['blob'])
  })
})

describe('a name that a page wishes', () => {
  it.each([
    ['Hero (2).mp4', 'Hero (2).mp4'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['con.mp4', 'con-.mp4'],
    ['..', ''],
    ['a\u0000b', 'a-b'],
  ])('%j is written as %j', (wish, name) => {
    expect(legalName(wish)).toBe(name)
  })
})
