import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findChromium, nextChromiumStep } from './chromium.mjs'

describe('what set-up does about a Chromium', () => {
  const can = { 'apt-chromium': true, 'fetch-chromium': true }

  it('does nothing where there is one', () => {
    expect(nextChromiumStep({ found: true, can, tried: [] })).toBe('nothing')
  })

  it('takes the distribution’s package first, then Playwright’s download, then asks a person', () => {
    expect(nextChromiumStep({ found: false, can, tried: [] })).toBe('apt-chromium')
    expect(nextChromiumStep({ found: false, can, tried: ['apt-chromium'] })).toBe('fetch-chromium')
    expect(nextChromiumStep({ found: false, can: { ...can, 'apt-chromium': false }, tried: [] })).toBe('fetch-chromium')
    expect(nextChromiumStep({ found: false, can, tried: ['apt-chromium', 'fetch-chromium'] })).toBe('by-hand')
  })
})

describe('looking for a Chromium', () => {
  let root = ''
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const place = (path: string) => {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
    chmodSync(file, 0o755)
    return file
  }
  /** A stand-in of the package that says where Playwright's own browser would be. */
  const playwright = () => {
    const own = join(root, 'browsers', 'chrome')
    mkdirSync(join(root, 'node_modules', 'playwright-core'), { recursive: true })
    writeFileSync(
      join(root, 'node_modules', 'playwright-core', 'index.js'),
      `exports.chromium = { executablePath: () => ${JSON.stringify(own)} }`,
    )
  }
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'reelay-chromium-'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('finds none on an empty machine, also before packages are installed', () => {
    expect(findChromium(root, { PATH: join(root, 'bin') }, [])).toBeUndefined()
  })

  it('finds the system’s on PATH, else in the usual places', () => {
    const usual = place('Applications/Chromium')
    expect(findChromium(root, { PATH: '' }, [join(root, 'nowhere'), usual])).toBe(usual)
    const chrome = place(`bin/google-chrome${suffix}`)
    expect(findChromium(root, { PATH: join(root, 'bin') }, [usual])).toBe(chrome)
    const chromium = place(`bin/chromium${suffix}`)
    expect(findChromium(root, { PATH: join(root, 'bin') }, [usual])).toBe(chromium)
  })

  it('takes Playwright’s own before the system’s, once it is there', () => {
    const system = place(`bin/chromium${suffix}`)
    playwright()
    expect(findChromium(root, { PATH: join(root, 'bin') }, [])).toBe(system)
    const own = place('browsers/chrome')
    expect(findChromium(root, { PATH: join(root, 'bin') }, [])).toBe(own)
  })

  it('takes the one a person names before all others', () => {
    place(`bin/chromium${suffix}`)
    expect(findChromium(root, { PATH: join(root, 'bin'), REELAY_CHROMIUM: '/opt/mine' }, [])).toBe('/opt/mine')
  })
})
