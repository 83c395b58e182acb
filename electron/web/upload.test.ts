import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { safeName, storeUpload } from './upload.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-upload-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a file that a browser hands over', () => {
  it('is stored once per content and name', async () => {
    const put = (text: string, name: string) =>
      storeUpload(Readable.from([Buffer.from(text)]), name, join(folder, 'u'), folder)
    const [first, again, other] = [await put('one', 'a.png'), await put('one', 'a.png'), await put('two', 'a.png')]
    expect(readFileSync(first, 'utf8')).toBe('one')
    expect(again).toBe(first)
    expect(other).not.toBe(first)
    expect(readdirSync(folder)).toEqual(['u'])
  })

  it('leaves nothing behind when it breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half')
        throw new Error('gone')
      })(),
    )
    await expect(storeUpload(broken, 'a.png', join(folder, 'u'), folder)).rejects.toThrow('gone')
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['Hero still (2).PNG', 'Hero still (2).PNG'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\films\\a.mp4', 'a.mp4'],
    ['.hidden', 'hidden'],
    ['..', 'file'],
    ['', 'file'],
    ['größe<>.wav', 'größe__.wav'],
    [`${'n'.repeat(300)}.mov`, `${'n'.repeat(80)}.mov`],
  ])('called ‘%s’ is kept as ‘%s’', (given, kept) => {
    expect(safeName(given)).toBe(kept)
  })

  it('stays in its folder whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const path = relative('/uploads/d', join('/uploads/d', safeName(name)))
        expect(path).not.toMatch(/^$|^\.|[/\\\0]/)
      }),
    )
  })
})
