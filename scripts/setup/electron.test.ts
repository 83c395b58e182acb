import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findElectron, whyNoWindow } from './electron.mjs'

describe('a window', () => {
  const linux = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000 } as const

  it('can be opened where there is a display, by anybody but root', () => {
    expect(whyNoWindow(linux)).toBeNull()
    expect(whyNoWindow({ ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull()
    expect(whyNoWindow({ ...linux, env: {} })).toContain('no display')
    expect(whyNoWindow({ ...linux, env: { DISPLAY: '' } })).toContain('no display')
    expect(whyNoWindow({ ...linux, uid: 0 })).toContain('root')
  })

  it('needs none of that on macOS and Windows', () => {
    expect(whyNoWindow({ platform: 'darwin', env: {}, uid: 501 })).toBeNull()
    expect(whyNoWindow({ platform: 'win32', env: {}, uid: undefined })).toBeNull()
  })
})

describe('Electron’s program', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'reelay-electron-'))
    mkdirSync(join(root, 'node_modules', 'electron', 'dist'), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))
  const write = (...path: string[]) => writeFileSync(join(root, 'node_modules', 'electron', ...path), 'electron')

  it('is there once it was fetched whole', () => {
    expect(findElectron(root, {})).toBeUndefined()
    write('path.txt')
    expect(findElectron(root, {})).toBeUndefined()
    write('dist', 'electron')
    expect(findElectron(root, {})).toBe(join(root, 'node_modules', 'electron', 'dist', 'electron'))
  })

  it('is the one that a person names, if they do', () => {
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '/own' })).toBe(join('/own', 'electron'))
  })
})
