import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mediaResponse } from './media-response.ts'
import { pageResponse } from './page-response.ts'

const KNOWN = 'a'.repeat(64)
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-responses-'))
  mkdirSync(join(folder, 'page'))
  writeFileSync(join(folder, 'page', 'index.html'), '<p>page')
  writeFileSync(join(folder, 'secret.json'), 'secret')
  writeFileSync(join(folder, 'clip'), '0123456789')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const asked: string[] = []
const media = (address: string, init: RequestInit = {}) => {
  const find = async (kind: string, digest: string) => {
    asked.push(`${kind} ${digest}`)
    return kind === 'media' && digest === KNOWN ? { path: join(folder, 'clip'), type: 'video/mp4' } : null
  }
  return mediaResponse(find, new Request(address, init))
}

describe('media:', () => {
  it('gives a file by its digest, for good', async () => {
    const response = await media(`media://local/media/${KNOWN}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('video/mp4')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).toBe('0123456789')
  })

  it.each([
    ['bytes=2-4', 206, 'bytes 2-4/10', '234'],
    ['bytes=-3', 206, 'bytes 7-9/10', '789'],
    ['bytes=8-', 206, 'bytes 8-9/10', '89'],
    ['bytes=10-', 416, 'bytes */10', ''],
    ['lines=1', 200, null, '0123456789'],
  ])('gives the range %s with status %i', async (range, status, given, text) => {
    const response = await media(`media://local/media/${KNOWN}`, { headers: { Range: range } })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-range')).toBe(given)
    expect(await response.text()).toBe(text)
  })

  it('names a file that is to be saved, and sends no body for HEAD', async () => {
    const response = await media(`media://local/media/${KNOWN}?name=hero.mp4`, { method: 'HEAD' })
    expect(response.headers.get('content-disposition')).toContain('filename="hero.mp4"')
    expect(response.headers.get('content-length')).toBe('10')
    expect(await response.text()).toBe('')
  })

  it.each([
    `media://local/media/${'b'.repeat(64)}`,
    `media://local/poster/${KNOWN}`,
    `media://elsewhere/media/${KNOWN}`,
    `media://local/media/${KNOWN}/../secret.json`,
    `media://local/media/${KNOWN.toUpperCase()}`,
    `media://local/media/..%2F..%2Fsecret.json`,
    'media://local/secret.json',
    'media://local/',
  ])('does not know %s', async (address) => {
    const response = await media(address)
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).not.toContain('secret')
  })

  it('asks the store for digests only, and takes nothing in', async () => {
    expect(asked.every((each) => /^[a-z]+ [0-9a-f]{64}$/.test(each))).toBe(true)
    expect((await media(`media://local/media/${KNOWN}`, { method: 'PUT', body: 'x' })).status).toBe(405)
  })
})

describe('app:', () => {
  const page = (address: string, init: RequestInit & { duplex?: 'half' } = {}) =>
    pageResponse(
      {
        renderer: join(folder, 'page'),
        uploads: async () => ({ folder: join(folder, 'uploads'), scratch: folder }),
      },
      new Request(address, init),
    )

  it('gives the page with a policy that lets nothing in but itself and stored files', async () => {
    const response = await page('app://reelay/?open=/films/a.reelay')
    expect(await response.text()).toBe('<p>page')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self' media:;")
    expect(policy).not.toMatch(/https?:|ws:|\*|unsafe-eval/)
  })

  it.each([
    'app://elsewhere/',
    'app://reelay/../secret.json',
    'app://reelay/..%2Fsecret.json',
    'app://reelay/missing.js',
  ])('does not know %s', async (address) => {
    const response = await page(address)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('takes a file that was pasted, and nothing else', async () => {
    const response = await page('app://reelay/upload?name=../shot.png', { method: 'PUT', body: 'picture' })
    expect(response.status).toBe(201)
    const { path } = (await response.json()) as { path: string }
    expect(path.startsWith(join(folder, 'uploads'))).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('picture')
    expect((await page('app://reelay/upload', { method: 'PUT', body: 'x' })).status).toBe(400)
    expect((await page('app://reelay/upload?name=a')).status).toBe(400)
    expect((await page('app://reelay/', { method: 'POST', body: 'x' })).status).toBe(405)
  })
})
