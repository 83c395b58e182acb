import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { missingTools, nextStep } from './ffmpeg.mjs'

const none = { apt: false, fetch: false }
const all = { apt: true, fetch: true }

describe('what set-up does about ffmpeg', () => {
  it('does nothing when both programs are there', () => {
    expect(nextStep({ missing: [], can: all, tried: [] })).toBe('nothing')
  })

  it('takes the distribution’s package first, then the download, then asks a person', () => {
    const missing = ['ffmpeg', 'ffprobe'] as const
    expect(nextStep({ missing, can: all, tried: [] })).toBe('apt')
    expect(nextStep({ missing, can: all, tried: ['apt'] })).toBe('fetch')
    expect(nextStep({ missing, can: all, tried: ['apt', 'fetch'] })).toBe('by-hand')
    expect(nextStep({ missing, can: { apt: false, fetch: true }, tried: [] })).toBe('fetch')
    expect(nextStep({ missing, can: none, tried: [] })).toBe('by-hand')
  })

  it('gets a missing ffprobe where it can and goes on without it where it cannot', () => {
    expect(nextStep({ missing: ['ffprobe'], can: all, tried: [] })).toBe('apt')
    expect(nextStep({ missing: ['ffprobe'], can: all, tried: ['apt'] })).toBe('nothing')
    expect(nextStep({ missing: ['ffprobe'], can: none, tried: [] })).toBe('nothing')
  })
})

describe('looking for ffmpeg and ffprobe', () => {
  let root = ''
  const place = (path: string) => {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
    chmodSync(file, 0o755)
    return file
  }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'reelay-setup-'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('finds neither on an empty machine', () => {
    expect(missingTools(root, { PATH: join(root, 'bin') })).toEqual(['ffmpeg', 'ffprobe'])
  })

  it('finds both on PATH', () => {
    place(`bin/ffmpeg${suffix}`)
    place(`bin/ffprobe${suffix}`)
    expect(missingTools(root, { PATH: join(root, 'bin') })).toEqual([])
  })

  it('counts a fetched ffmpeg, which has no ffprobe', () => {
    place(`node_modules/ffmpeg-static/ffmpeg${suffix}`)
    expect(missingTools(root, { PATH: '' })).toEqual(['ffprobe'])
  })

  it('takes the one a person names, and ffprobe beside it', () => {
    const chosen = place(`opt/ffmpeg${suffix}`)
    expect(missingTools(root, { PATH: '', FFMPEG_BIN: chosen })).toEqual(['ffprobe'])
    place(`opt/ffprobe${suffix}`)
    expect(missingTools(root, { PATH: '', FFMPEG_BIN: chosen })).toEqual([])
  })
})
