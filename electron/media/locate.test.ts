import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingIn, readCapabilities } from './capabilities.ts'
import { MediaError } from './door.ts'
import { createFfmpeg } from './ffmpeg.ts'
import { locate } from './locate.ts'
import { scratch } from './testing/clips.ts'

describe('locate', () => {
  let dir: ReturnType<typeof scratch>
  const program = (folder: string, ...names: string[]) => {
    mkdirSync(dir.file(folder))
    for (const name of names) writeFileSync(join(dir.file(folder), name), '', { mode: 0o755 })
    return dir.file(folder)
  }
  beforeAll(() => {
    dir = scratch()
    program('set', 'ffmpeg')
    program('env', 'ffmpeg', 'ffprobe')
    program('static', 'ffmpeg')
    program('path', 'ffmpeg', 'ffprobe')
  })
  afterAll(() => dir.remove())

  const at = (folder: string, name = 'ffmpeg') => join(dir.file(folder), name)

  it('prefers the setting, FFMPEG_BIN, ffmpeg-static, PATH, in this order', () => {
    const env: Record<string, string> = { PATH: [dir.file('none'), dir.file('path')].join(delimiter) }
    const bundled = at('static')
    expect(locate({ setting: at('set'), env: { ...env, FFMPEG_BIN: at('env') }, bundled }).ffmpeg).toEqual({
      path: at('set'),
      from: 'setting',
    })
    expect(locate({ env: { ...env, FFMPEG_BIN: at('env') }, bundled }).ffmpeg).toEqual({
      path: at('env'),
      from: 'FFMPEG_BIN',
    })
    expect(locate({ env, bundled }).ffmpeg).toEqual({ path: bundled, from: 'ffmpeg-static' })
    expect(locate({ env, bundled: at('missing') }).ffmpeg).toEqual({ path: at('path'), from: 'PATH' })
  })

  it('finds ffprobe by FFPROBE_BIN, beside ffmpeg, on PATH, or not at all', () => {
    const env = { PATH: dir.file('path') }
    expect(locate({ setting: at('set'), env: { ...env, FFPROBE_BIN: at('env', 'ffprobe') } }).ffprobe?.from).toBe(
      'FFPROBE_BIN',
    )
    expect(locate({ setting: at('env'), env }).ffprobe).toEqual({ path: at('env', 'ffprobe'), from: 'beside ffmpeg' })
    expect(locate({ setting: at('set'), env }).ffprobe).toEqual({ path: at('path', 'ffprobe'), from: 'PATH' })
    expect(locate({ setting: at('set'), env: {} }).ffprobe).toBeNull()
  })

  it('says what to correct or install', () => {
    expect(() => locate({ setting: at('none'), env: {} })).toThrow(MediaError)
    expect(() => locate({ setting: at('none'), env: {} })).toThrow('The ffmpeg set in the settings')
    expect(() => locate({ env: { FFMPEG_BIN: dir.folder } })).toThrow('FFMPEG_BIN names')
    const nowhere = { env: { PATH: '' }, bundled: null }
    expect(() => locate({ ...nowhere, platform: 'linux' })).toThrow('sudo apt install ffmpeg')
    expect(() => locate({ ...nowhere, platform: 'darwin' })).toThrow('brew install ffmpeg')
    expect(() => locate({ ...nowhere, platform: 'win32' })).toThrow('winget install')
  })
})

describe('capabilities', () => {
  it('finds this ffmpeg complete', async () => {
    const { ffmpeg } = locate()
    const found = await readCapabilities(createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: null, log: () => {} }))
    expect(found).toMatchObject({ missing: [], problem: null })
    expect(found.version).toMatch(/^n?\d+\./)
  })

  it('names what is missing', () => {
    const missing = missingIn(
      ' ... zscale            V->V       Apply resizing',
      ' V..... libx264              H.264',
      '',
    )
    expect(missing).toContain('filter drawtext')
    expect(missing).toContain('encoder flac')
    expect(missing).toContain('library soxr')
    expect(missing).not.toContain('filter zscale')
    expect(missing).not.toContain('encoder libx264')
  })
})
