import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCache, type TestCache } from '../cache/testing/open-test-cache.ts'
import { sha256 } from '../hash.ts'
import { createInputReader } from './input-reader.ts'

let test: TestCache
let folder: string
beforeEach(() => {
  test = openTestCache()
  folder = join(test.folder, 'outside')
  mkdirSync(folder)
})
afterEach(() => test.close())
const reader = () => createInputReader(test.cache, folder)

describe('an input file', () => {
  it('is not known until it is read, and by every later reader until it changes', async () => {
    test.outside('a.png', 'one')
    const first = reader()
    expect(first.file('a.png')).toBeUndefined()
    expect(await first.read('a.png')).toEqual({ ok: true, digest: sha256('one') })
    expect(reader().file('a.png')).toEqual({ ok: true, digest: sha256('one') })
    test.outside('a.png', 'another')
    expect(first.file('a.png')).toEqual({ ok: true, digest: sha256('one') })
    expect(reader().file('a.png')).toBeUndefined()
    expect(await reader().read('a.png')).toEqual({ ok: true, digest: sha256('another') })
  })

  it('that was moved is had from the store once it was used, and has the same content at its new place', async () => {
    const path = test.outside('a.png', 'one')
    const first = reader()
    await first.read('a.png')
    renameSync(path, join(folder, 'b.png'))
    expect(await reader().read('a.png')).toEqual({
      ok: false,
      message: 'there is no file ‘a.png’ beside the document.',
    })
    renameSync(join(folder, 'b.png'), path)
    await first.import(sha256('one'))
    renameSync(path, join(folder, 'b.png'))
    expect(await reader().read('a.png')).toEqual({ ok: true, digest: sha256('one') })
    expect(await reader().read('b.png')).toEqual({ ok: true, digest: sha256('one') })
  })

  it('that is changed between reading and use is refused', async () => {
    test.outside('a.png', 'one')
    const inputs = reader()
    await inputs.read('a.png')
    test.outside('a.png', 'another')
    await expect(inputs.import(sha256('one'))).rejects.toThrow(/was changed while it was read; run again/)
    await expect(inputs.import(sha256('never seen'))).rejects.toThrow(/choose the file again/)
  })

  it.each([
    ['a folder', 'sub', /‘sub’ is a folder/],
    ['nothing', 'nowhere.png', /no file ‘nowhere.png’ beside the document/],
  ])('that is %s is said to be so', async (_, path, message) => {
    mkdirSync(join(folder, 'sub'))
    const read = await reader().read(path)
    expect(read.ok ? '' : read.message).toMatch(message)
  })
})

describe('a table', () => {
  it('is read with its rows', async () => {
    test.outside('t.csv', 'id,a\nr1,x\n')
    expect(await reader().read('t.csv')).toMatchObject({
      digest: sha256('id,a\nr1,x\n'),
      table: { columns: ['id', 'a'], rows: [{ id: 'r1', cells: ['r1', 'x'] }] },
    })
    expect(reader().file('t.csv')).toBeUndefined()
  })

  it('that is none is refused with what is wrong', async () => {
    test.outside('t.csv', 'id\nr\nr\n')
    const read = await reader().read('t.csv')
    expect(read.ok ? '' : read.message).toBe(
      'the file ‘t.csv’ cannot be used. The id ‘r’ is there twice; ids of rows must differ.',
    )
  })

  it('that is gone comes with the rows of its stored copy', async () => {
    const path = test.outside('t.csv', 'a\nx\n')
    const inputs = reader()
    await inputs.read('t.csv')
    await inputs.import(sha256('a\nx\n'))
    rmSync(path)
    expect(await reader().read('t.csv')).toMatchObject({ ok: true, table: { rows: [{ id: '0', cells: ['x'] }] } })
  })

  it('in another text encoding still has the digest of its bytes', async () => {
    const bytes = Buffer.from([0x61, 0x0a, 0xff, 0x0a])
    writeFileSync(join(folder, 't.csv'), bytes)
    const [table, plain] = [await reader().read('t.csv'), test.outside('t.bin', '')]
    writeFileSync(plain, bytes)
    const same = await reader().read('t.bin')
    expect(table.ok && same.ok && table.digest === same.digest).toBe(true)
  })
})
