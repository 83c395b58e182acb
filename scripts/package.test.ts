import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Before the fuses in Electron's program, as @electron/fuses looks for them; then a version, their number, and one sign each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const UNTOUCHED = '011101111'

interface Archive {
  listPackage(path: string, options: { isPack: boolean }): string[]
}
const asar: Archive = createRequire(createRequire(import.meta.url).resolve('app-builder-lib'))('@electron/asar')

// Other systems want another shape of stand-in; the files of the app are the same everywhere.
describe.skipIf(process.platform !== 'linux')('the packed desktop app', () => {
  let folder = ''
  let app = ''
  let files: readonly string[] = []

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reelay-package-'))
    const electron = join(folder, 'electron')
    mkdirSync(electron)
    const program = `#!/bin/sh\nexit 0\n#${SENTINEL}\x01\x09${UNTOUCHED}`
    writeFileSync(join(electron, 'electron'), program, { mode: 0o755, encoding: 'latin1' })
    const args = ['scripts/front.mjs', 'package', '--dir', '--linux', '--x64', `-c.electronDist=${electron}`]
    execFileSync(process.execPath, [...args, `-c.directories.output=${join(folder, 'dist')}`], {
      cwd: root,
      stdio: 'pipe',
    })
    app = join(folder, 'dist', 'linux-unpacked')
    files = asar.listPackage(join(app, 'resources', 'app.asar'), { isPack: false })
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has the main process with its threads, the preload script, the page, and what they load', () => {
    for (const name of ['main/main.js', 'main/host-thread.js', 'main/paint-worker.js', 'preload/preload.cjs'])
      expect(files).toContain(`/out/${name}`)
    expect(files).toContain('/out/renderer/index.html')
    expect(files.filter((name) => /^\/out\/renderer\/assets\/.*\.js$/.test(name)).length).toBeGreaterThan(0)
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    for (const name of Object.keys(dependencies)) expect(files).toContain(`/node_modules/${name}/package.json`)
    for (const name of ['/package.json', '/LICENSE', '/THIRD-PARTY.md']) expect(files).toContain(name)
  })

  it('has outside the archive what other programs read: the database’s module, fonts, catalog, starters, icons', () => {
    const unpacked = join(app, 'resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds')
    expect(existsSync(unpacked)).toBe(true)
    const resources = join(app, 'resources', 'resources')
    for (const name of [
      'fonts/Inter-Medium.otf',
      'models/standin.json',
      'pipelines/brand-film.reelay',
      'icons/icon.png',
    ])
      expect(existsSync(join(resources, name)), name).toBe(true)
  })

  it('has no Node of its own, no sources, no tests and none of the tools it was made with', () => {
    const unwanted = files.filter((name) =>
      /\/node_modules\/(node-(linux|win|darwin)|electron|vite|react|vitest)(-|\/)|\.tsx?$|\.test\.|\/testing\/|\.map$|^\/(shared|nodes|renderer|electron|e2e|scripts)\//.test(
        name.replace('/node_modules/electron-store', ''),
      ),
    )
    expect(unwanted).toEqual([])
  })

  it('cannot be turned into a plain Node, and starts nothing but its archive', () => {
    const text = readFileSync(join(app, 'reelay'), 'latin1')
    const fuses = text.slice(text.indexOf(SENTINEL) + SENTINEL.length + 2)
    const names = ['runAsNode', 'cookies', 'nodeOptions', 'inspect', 'integrity', 'onlyAsar', 'snapshot', 'fileRights']
    const set = Object.fromEntries(names.map((name, index) => [name, fuses[index] === '1']))
    expect(set).toEqual({
      ...{ runAsNode: false, cookies: true, nodeOptions: false, inspect: false },
      ...{ integrity: true, onlyAsar: true, snapshot: false, fileRights: false },
    })
  })
})
