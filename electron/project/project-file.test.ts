import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Document } from '#shared/graph/document.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import type { Registry } from '#shared/node/define.ts'
import { serialiseProject } from '#shared/project/serialise.ts'
import { fileError } from './project-error.ts'
import { openProject, saveProject } from './project-file.ts'

const registry: Registry = new Map()
const film = newDocument('doc', 'Film')
let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-project-'))
  path = join(folder, 'film.reelay')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const digestOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
const write = (content: string | Buffer) => {
  writeFileSync(path, content)
  return digestOf(content)
}
const named = (name: string): Document => ({ ...film, name })

describe('openProject', () => {
  it('gives document, warnings and the digest of the bytes', async () => {
    const text = JSON.stringify({ reelay: 1, id: 'doc', nodes: [{ id: 'a', type: 'hologram', title: 'Ghost' }] })
    const digest = write(text)
    const opened = await openProject(path, registry)
    expect(opened).toMatchObject({ path, digest, migrated: false, document: { nodes: [{ id: 'a' }] } })
    expect(opened.warnings).toEqual([{ node: 'a', message: expect.stringContaining('‘Ghost’ (a)') }])
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('reads past a byte order mark', async () => {
    write(`\uFEFF${serialiseProject(film)}`)
    expect((await openProject(path, registry)).document).toEqual(film)
  })

  it('names the file in every refusal', async () => {
    const refusal = (code: string, words: RegExp) =>
      expect(openProject(path, registry)).rejects.toMatchObject({ code, message: expect.stringMatching(words) })
    await refusal('missing', /no file .*film\.reelay/)
    write('{"reelay": 1,')
    await refusal('unreadable', /film\.reelay: .*line 1, column 14/)
    write('{"reelay": 99}')
    await refusal('unreadable', /film\.reelay: .*Update Reelay/)
    write(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))
    await refusal('not-utf8', /film\.reelay is not UTF-8/)
    truncateSync(path, 65 * 1024 * 1024)
    await refusal('too-big', /film\.reelay has 65 MB/)
    rmSync(path)
    mkdirSync(path)
    await refusal('folder', /film\.reelay is a folder/)
  })

  it.skipIf(process.platform === 'win32')('does not read what is no regular file', async () => {
    await expect(openProject('/dev/zero', registry)).rejects.toMatchObject({ code: 'unreadable' })
  })
})

describe('saveProject', () => {
  it('makes a new file, whose bytes open to the same document', async () => {
    const saved = await saveProject(path, film, { expectedDigest: null })
    expect(saved).toEqual({ written: true, digest: digestOf(readFileSync(path)) })
    expect((await openProject(path, registry)).document).toEqual(film)
    expect(readdirSync(folder)).toEqual(['film.reelay'])
  })

  it('writes nothing where the bytes are equal', async () => {
    const expectedDigest = write(serialiseProject(film))
    const { ino, mtimeMs } = statSync(path)
    expect(await saveProject(path, film, { expectedDigest })).toEqual({ written: false, digest: expectedDigest })
    expect(statSync(path)).toMatchObject({ ino, mtimeMs })
  })

  it('writes nothing without an edit, however the file is laid out', async () => {
    const text = '{ "id":"doc",\n\n"reelay":1 }'
    const expectedDigest = write(text)
    const { document } = await openProject(path, registry)
    expect(await saveProject(path, document, { expectedDigest, unedited: document })).toEqual({
      written: false,
      digest: expectedDigest,
    })
    const back = { ...document, name: '' }
    expect(await saveProject(path, back, { expectedDigest, unedited: document })).toEqual({
      written: false,
      digest: expectedDigest,
    })
    expect(readFileSync(path, 'utf8')).toBe(text)
    await saveProject(path, named('Edited'), { expectedDigest, unedited: document })
    expect(readFileSync(path, 'utf8')).toBe(serialiseProject(named('Edited')))
  })

  it('refuses where the file was changed, deleted or is already there', async () => {
    const expectedDigest = write(serialiseProject(film))
    const refusal = async (digest: string | null, words: RegExp) => {
      const saving = saveProject(path, named('Mine'), { expectedDigest: digest })
      await expect(saving).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(words) })
    }
    const theirs = serialiseProject(named('Theirs'))
    write(theirs)
    await refusal(expectedDigest, /film\.reelay was changed by something else/)
    await refusal(null, /already a file/)
    expect(readFileSync(path, 'utf8')).toBe(theirs)
    rmSync(path)
    await refusal(expectedDigest, /moved or deleted/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('keeps a file of an older format beside the first write', async () => {
    const old = '{"reelay":0,"id":"doc"}'
    const expectedDigest = write(old)
    const saved = await saveProject(path, film, { expectedDigest })
    expect(saved.backup).toBe(join(folder, 'film.v0.reelay.bak'))
    expect(readFileSync(join(folder, 'film.v0.reelay.bak'), 'utf8')).toBe(old)
    const again = await saveProject(path, named('Again'), { expectedDigest: saved.digest })
    expect(again).not.toHaveProperty('backup')
    expect(readdirSync(folder).sort()).toEqual(['film.reelay', 'film.v0.reelay.bak'])
  })

  it('keeps a file whose nodes were of an older version, and never overwrites an earlier copy', async () => {
    const node = { id: 'a', type: 'shot', version: 2, title: '', position: { x: 0, y: 0 }, params: {}, bypass: false }
    const old = serialiseProject({ ...film, nodes: [node] })
    writeFileSync(join(folder, 'film.v1.reelay.bak'), 'an earlier one')
    const today = { ...film, nodes: [{ ...node, version: 3 }] }
    const { backup } = await saveProject(path, today, { expectedDigest: write(old) })
    expect(backup).toBe(join(folder, 'film.v1-2.reelay.bak'))
    expect(readFileSync(join(folder, 'film.v1-2.reelay.bak'), 'utf8')).toBe(old)
    expect(readFileSync(join(folder, 'film.v1.reelay.bak'), 'utf8')).toBe('an earlier one')
  })

  it.skipIf(process.platform === 'win32')('keeps permissions and follows a link', async () => {
    const expectedDigest = write(serialiseProject(film))
    chmodSync(path, 0o640)
    const link = join(folder, 'link.reelay')
    symlinkSync('film.reelay', link)
    await saveProject(link, named('Edited'), { expectedDigest })
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readFileSync(path, 'utf8')).toBe(serialiseProject(named('Edited')))
    expect(readdirSync(folder).sort()).toEqual(['film.reelay', 'link.reelay'])
  })

  it('says what is wrong with the place, and leaves nothing behind', async () => {
    await expect(
      saveProject(join(folder, 'gone', 'film.reelay'), film, { expectedDigest: null }),
    ).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('folder does not exist'),
    })
    await expect(saveProject(folder, film, { expectedDigest: null })).rejects.toMatchObject({ code: 'folder' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('removes what a killed process left of this project, and nothing else', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['-e', ''])
    const name = (prefix: string, pid: number) => `.${prefix}.${pid}.0123456789ab.tmp`
    for (const file of [name('film.reelay', dead), name('film.reelay', process.pid), name('other.reelay', dead)]) {
      writeFileSync(join(folder, file), 'half')
    }
    await saveProject(path, film, { expectedDigest: null })
    expect(readdirSync(folder).sort()).toEqual(
      [name('film.reelay', process.pid), name('other.reelay', dead), 'film.reelay'].sort(),
    )
  })

  it.each([
    ['before:document.fsync', 'Film'],
    ['after:document.fsync', 'Film'],
    ['before:document.rename', 'Film'],
    ['after:document.rename', 'Edited'],
  ])('killed %s leaves a whole file', async (point, name) => {
    write(serialiseProject(film))
    const script = join(import.meta.dirname, 'testing', 'save-once.ts')
    const { signal } = spawnSync(process.execPath, [script, path, 'Edited'], {
      env: { ...process.env, REELAY_CRASH_AT: point },
    })
    expect(signal).toBe('SIGKILL')
    const { document, digest } = await openProject(path, registry)
    expect(document).toEqual(named(name))
    await saveProject(path, named('Next'), { expectedDigest: digest })
    expect(readdirSync(folder)).toEqual(['film.reelay'])
  })
})

describe('fileError', () => {
  it.each([
    ['ENOENT', 'open', 'missing', /check its name/],
    ['EACCES', 'open', 'permission', /may not be read/],
    ['EACCES', 'save', 'permission', /is as it was.*may not write/],
    ['EROFS', 'save', 'permission', /read-only/],
    ['ENOSPC', 'save', 'full', /disk is full; free some space/],
    ['EDQUOT', 'save', 'full', /disk is full/],
    ['EIO', 'save', 'io', /is as it was \(bad sector\)/],
  ] as const)('%s while told to %s', (system, doing, code, words) => {
    const error = fileError(Object.assign(new Error('bad sector'), { code: system }), '/films/film.reelay', doing)
    expect(error).toMatchObject({ code, message: expect.stringMatching(words) })
    expect(error.message).toContain('/films/film.reelay')
  })
})
