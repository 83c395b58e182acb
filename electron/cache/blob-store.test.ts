import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
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
import { keyOf } from '../../shared/engine/testing/output-cache-suite.ts'
import { StoreError } from './store-error.ts'
import { openTestCache, type TestCache } from './testing/open-test-cache.ts'

/** SHA-256 of nothing (FIPS 180-4 test value). */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

let test: TestCache
beforeEach(() => {
  test = openTestCache()
})
afterEach(() => test.close())

describe('taking a finished file', () => {
  it('moves it to the place of its content', async () => {
    const file = join(test.cache.temp.own(), 'clip.mp4')
    writeFileSync(file, 'pictures')
    const { digest, bytes } = await test.cache.blobs.take(file)
    expect({ digest, bytes }).toEqual({ digest: keyOf('pictures'), bytes: 8 })
    expect(existsSync(file)).toBe(false)
    expect(test.cache.blobs.path(digest)).toBe(join(test.folder, 'data', 'blobs', digest.slice(0, 2), digest))
    expect(readFileSync(test.cache.blobs.path(digest), 'utf8')).toBe('pictures')
    expect(test.cache.blobs.bytes(digest)).toBe(8)
  })

  it('keeps the same content once, and nothing of the second file is left', async () => {
    const digests = [await test.add('same'), await test.add('same')]
    expect(new Set(digests).size).toBe(1)
    expect(test.cache.blobs.list().map((blob) => blob.digest)).toEqual([keyOf('same')])
    expect(readdirSync(test.cache.temp.own())).toEqual([])
  })

  it('takes the same content from many at once', async () => {
    const digests = await Promise.all([...Array(8).keys()].map(() => test.add('at once')))
    expect(new Set(digests)).toEqual(new Set([keyOf('at once')]))
    expect(readFileSync(test.cache.blobs.path(keyOf('at once')), 'utf8')).toBe('at once')
  })

  it('puts the new file in the place of one that lost its end', async () => {
    const digest = await test.add('whole content')
    truncateSync(test.cache.blobs.path(digest), 3)
    await test.add('whole content')
    expect(readFileSync(test.cache.blobs.path(digest), 'utf8')).toBe('whole content')
  })

  it('takes an empty file', async () => {
    expect(await test.add('')).toBe(EMPTY)
    expect(test.cache.blobs.has(EMPTY)).toBe(true)
  })

  it('copies a file that has another name, so that writing to that one changes no blob', async () => {
    const original = test.outside('a.png', 'linked')
    const file = join(test.folder, 'second-name.png')
    linkSync(original, file)
    const { digest } = await test.cache.blobs.take(file)
    writeFileSync(original, 'written over')
    expect(readFileSync(test.cache.blobs.path(digest), 'utf8')).toBe('linked')
    expect(existsSync(file)).toBe(false)
  })

  it('stores what a link leads to, never the link', async () => {
    const link = join(test.folder, 'link')
    symlinkSync(test.outside('a.png', 'behind'), link)
    const { digest } = await test.cache.blobs.take(link)
    expect(statSync(test.cache.blobs.path(digest)).isFile()).toBe(true)
    expect(readFileSync(join(test.folder, 'outside', 'a.png'), 'utf8')).toBe('behind')
  })
})

describe('importing a file of the outside world', () => {
  it('copies it and leaves it alone', async () => {
    const path = test.outside('still.png', 'a still')
    expect(await test.cache.blobs.import(path)).toEqual({ digest: keyOf('a still'), bytes: 7 })
    expect(readFileSync(path, 'utf8')).toBe('a still')
    rmSync(path)
    expect(readFileSync(test.cache.blobs.path(keyOf('a still')), 'utf8')).toBe('a still')
    expect(readdirSync(test.cache.temp.own())).toEqual([])
  })

  it.each([
    ['a file that is not there', 'missing', () => join(test.folder, 'nowhere.png'), /nowhere\.png.* is not there/],
    ['a folder', 'not-a-file', () => test.folder, /is a folder; choose a file/],
  ])('refuses %s in one sentence', async (_, kind, path, message) => {
    const error: unknown = await test.cache.blobs.import(path()).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ kind, message: expect.stringMatching(message) })
    expect(readdirSync(test.cache.temp.own())).toEqual([])
  })
})

describe('asking for blobs', () => {
  it('refuses what is not a digest, so that no path can be smuggled in', () => {
    for (const digest of ['', 'abc', '../../etc/passwd', keyOf('a').toUpperCase(), `${keyOf('a')}/x`]) {
      expect(() => test.cache.blobs.has(digest)).toThrowError(/not a SHA-256 digest/)
      expect(() => test.cache.blobs.path(digest)).toThrowError(/not a SHA-256 digest/)
    }
  })

  it('lists blobs only, whatever else lies in the folder', async () => {
    const digest = await test.add('a')
    const blobs = join(test.folder, 'data', 'blobs')
    writeFileSync(join(blobs, '.DS_Store'), '')
    mkdirSync(join(blobs, 'zz'))
    writeFileSync(join(blobs, 'zz', 'Thumbs.db'), '')
    expect(test.cache.blobs.list().map((blob) => blob.digest)).toEqual([digest])
  })
})

describe('temp folders', () => {
  it('are inside the own one, apart from each other, and gone when the cache is closed', () => {
    const made = [test.cache.temp.make('node'), test.cache.temp.make('node')]
    expect(new Set(made).size).toBe(2)
    for (const folder of made) expect(folder.startsWith(test.cache.temp.own())).toBe(true)
    test.end()
    expect(readdirSync(join(test.folder, 'data', 'temp'))).toEqual([])
  })
})

/** Whether a small memory file system can be mounted here, or why not. */
function mountable(): true | string {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root to mount one'
  const point = mkdtempSync(join(tmpdir(), 'reelay-mount-'))
  try {
    mount(point, 1)
    execFileSync('umount', [point])
    return true
  } catch {
    return 'this machine refuses to mount one'
  } finally {
    rmSync(point, { recursive: true, force: true })
  }
}

function mount(point: string, megabytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', point], { stdio: 'pipe' })
}

const can = mountable()
const why = can === true ? '' : ` (skipped: ${can})`

describe.skipIf(can !== true)(`a disk of its own${why}`, () => {
  let point: string
  beforeEach(() => {
    point = mkdtempSync(join(tmpdir(), 'reelay-disk-'))
    mount(point, 1)
  })
  afterEach(() => {
    execFileSync('umount', ['-l', point])
    rmSync(point, { recursive: true, force: true })
  })

  it('takes a file that lies on another disk than the store', async () => {
    const file = join(point, 'clip')
    writeFileSync(file, 'from elsewhere')
    const { digest } = await test.cache.blobs.take(file)
    expect(readFileSync(test.cache.blobs.path(digest), 'utf8')).toBe('from elsewhere')
    expect(existsSync(file)).toBe(false)
  })

  it('says that the disk is full, keeps what was stored and stores again once there is room', async () => {
    const small = openTestCache(point)
    const kept = await small.add('kept')
    const large = test.outside('large.mov', 'x'.repeat(2_000_000))
    const error: unknown = await small.cache.blobs.import(large).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({
      kind: 'disk-full',
      message: expect.stringMatching(/disk that holds .* is full.*Free some space/),
    })
    expect(readdirSync(small.cache.temp.own())).toEqual([])
    expect(await small.cache.verify()).toMatchObject({ ok: true, blobs: 1 })
    expect(readFileSync(small.cache.blobs.path(kept), 'utf8')).toBe('kept')
    const { digest } = await small.cache.blobs.import(test.outside('small.png', 'fits'))
    expect(small.cache.blobs.has(digest)).toBe(true)
    small.end()
  })

  it('says so too when the index has no room, and the index stays whole', () => {
    const small = openTestCache(point)
    const entries = [...Array(40_000).keys()].map((index) => ({
      node: `n${index}`,
      item: '0',
      take: 0,
      key: keyOf('a'),
    }))
    let error: unknown
    try {
      small.cache.shown.set('d', entries)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ kind: 'disk-full' })
    expect(small.cache.shown.all('d')).toEqual([])
    small.end()
  })
})
