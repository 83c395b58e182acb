import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staticFile } from './static-files.ts'

let folder: string
let site: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-site-'))
  site = join(folder, 'site')
  mkdirSync(join(site, 'assets'), { recursive: true })
  writeFileSync(join(site, 'index.html'), 'page')
  writeFileSync(join(site, 'assets', 'a.js'), 'code')
  writeFileSync(join(site, 'assets', 'key.pem'), 'secret')
  writeFileSync(join(folder, 'secret.json'), 'secret')
  mkdirSync(`${site}-other`)
  writeFileSync(join(`${site}-other`, 'x.js'), 'secret')
  symlinkSync(join(folder, 'secret.json'), join(site, 'link.json'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('files of the editor', () => {
  it('are served with their type', () => {
    expect(staticFile(site, '/')?.type).toBe('text/html; charset=utf-8')
    expect(staticFile(site, '/assets/a.js')?.type).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    ...['/../secret.json', '/%2e%2e/secret.json', '/..%2fsecret.json', '/assets/../../secret.json', '/link.json'],
    ...[
      '/../site-other/x.js',
      '/assets',
      '/assets/',
      '/assets/key.pem',
      '/missing.js',
      '/%',
      '/a%00.js',
      '//etc/passwd',
    ],
  ])('are all that is served: not %s', (path) => {
    expect(staticFile(site, path)).toBeNull()
  })

  it('are none where the editor is not built', () => {
    expect(staticFile(join(folder, 'nowhere'), '/')).toBeNull()
  })
})
