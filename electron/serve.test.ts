import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcesFolder } from './folders.ts'
import { type Host, openHost } from './host.ts'
import { type Serving, serveEditor } from './serve.ts'
import { knock, letIn, openPage, send } from './testing/browser.ts'

let folder: string
let host: Host
let serving: Serving
let port: number
let cookie: string
let own: { cookie: string; origin: string }
const log: string[] = []
const still = readFileSync(join(resourcesFolder(), 'pipelines', 'brand-film', 'product.png'))
let digest: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-serve-'))
  const renderer = join(folder, 'renderer')
  mkdirSync(renderer)
  writeFileSync(join(renderer, 'index.html'), '<!doctype html>editor')
  const data = join(folder, 'data')
  host = await openHost({ data, resources: resourcesFolder(), log: () => {} })
  const resources = resourcesFolder()
  serving = await serveEditor({ host, data, resources, renderer, port: 0, log: (line) => log.push(line) })
  port = Number(new URL(serving.url).port)
  cookie = await letIn(serving.url)
  own = { cookie, origin: `http://127.0.0.1:${port}` }
  const path = join(folder, 'still.png')
  writeFileSync(path, still)
  digest = (await host.cache.blobs.import(path)).digest
})
afterAll(async () => {
  await serving.close()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
  expect(log).toEqual([])
})

describe('the printed address', () => {
  it('gives a cookie that no script and no other site can use, and takes the token out of the address', async () => {
    const { pathname, search } = new URL(`${serving.url}&open=%2Fa.reelay`)
    const { status, headers } = await send(port, `${pathname}${search}`)
    expect({ status, location: headers.location }).toEqual({ status: 303, location: '/?open=%2Fa.reelay' })
    expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect((await send(port, '/', { headers: { cookie } })).body.toString()).toContain('editor')
  })

  it.each(['/?token=', '/?token=wrong', `/?token=${'A'.repeat(43)}`])('%s is refused', async (path) => {
    const { status, headers } = await send(port, path)
    expect({ status, cookie: headers['set-cookie'] }).toEqual({ status: 401, cookie: undefined })
  })

  it('is refused under another name of the machine', async () => {
    const { pathname, search } = new URL(serving.url)
    const foreign = await send(port, `${pathname}${search}`, { headers: { host: `evil.example:${port}` } })
    expect({ status: foreign.status, cookie: foreign.headers['set-cookie'] }).toEqual({
      status: 403,
      cookie: undefined,
    })
  })
})

describe('every request', () => {
  const paths = () => ['/', `/media/${digest}`, `/poster/${digest}`, `/proxy/${digest}`, '/upload?name=a.png']

  it('needs the cookie', async () => {
    for (const path of paths()) {
      expect((await send(port, path)).status).toBe(401)
      expect((await send(port, path, { headers: { cookie: `reelay-${port}=guess` } })).status).toBe(401)
    }
  })

  it('is refused to another page, by any name', async () => {
    for (const path of paths()) {
      const statuses = await Promise.all([
        send(port, path, { headers: { cookie, origin: 'https://evil.example' } }),
        send(port, path, { headers: { cookie, origin: 'null' } }),
        send(port, path, { headers: { cookie, origin: `http://127.0.0.1:${port + 1}` } }),
        send(port, path, { headers: { cookie, host: `evil.example:${port}` } }),
        send(port, path, { headers: { cookie, host: '127.0.0.1' } }),
        send(port, path, { headers: { cookie, 'sec-fetch-site': 'same-site' } }),
        send(port, path, { headers: { cookie, 'sec-fetch-site': 'cross-site' } }),
      ])
      expect(statuses.map(({ status }) => status)).toEqual(Array(7).fill(403))
    }
  })

  it('is answered with what keeps a page from doing harm', async () => {
    for (const path of ['/', `/media/${digest}`, '/nowhere']) {
      const { headers } = await send(port, path, { headers: { cookie } })
      expect(headers['content-security-policy']).toContain("script-src 'self';")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
      expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'same-origin', 'referrer-policy': 'no-referrer' })
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('that is no address is refused', async () => {
    expect((await send(port, '//[', { headers: { cookie } })).status).toBe(400)
  })

  it('only reads', async () => {
    for (const method of ['POST', 'DELETE', 'PUT', 'OPTIONS']) {
      expect((await send(port, `/media/${digest}`, { method, headers: own })).status).toBe(405)
    }
  })
})

describe('the socket', () => {
  it('opens to a page of the server only', async () => {
    expect(await knock(port, own)).toBe(101)
    expect(await knock(port, { origin: own.origin })).toBe(401)
    expect(await knock(port, { cookie })).toBe(403)
    expect(await knock(port, { ...own, origin: 'https://evil.example' })).toBe(403)
    expect(await knock(port, { ...own, host: 'evil.example' })).toBe(403)
    expect(await knock(port, { cookie, host: 'evil.example', origin: 'http://evil.example' })).toBe(403)
  })

  it('answers what it cannot read, and goes on', async () => {
    const page = await openPage(serving.url)
    for (const text of ['', 'no json', '[]', '{"id":"1","m":"app.info"}', 'null']) {
      expect(await page.shout(text)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    }
    expect(await page.ask('app.info', {})).toMatchObject({ media: '/media/', poster: '/poster/', upload: '/upload' })
    page.leave()
  })
})

describe('stored files', () => {
  const get = (path: string, range?: string) => send(port, path, { headers: { cookie, ...(range ? { range } : {}) } })

  it('are given whole, by digest, with their type', async () => {
    const { status, headers, body } = await get(`/media/${digest}`)
    expect({ status, type: headers['content-type'], ranges: headers['accept-ranges'] }).toEqual({
      ...{ status: 200, type: 'image/png', ranges: 'bytes' },
    })
    expect(body.equals(still)).toBe(true)
  })

  it('are given in parts', async () => {
    const part = await get(`/media/${digest}`, 'bytes=4-9')
    expect({ status: part.status, range: part.headers['content-range'] }).toEqual({
      ...{ status: 206, range: `bytes 4-9/${still.length}` },
    })
    expect(part.body.equals(still.subarray(4, 10))).toBe(true)
    const end = await get(`/media/${digest}`, 'bytes=-3')
    expect(end.body.equals(still.subarray(-3))).toBe(true)
    const outside = await get(`/media/${digest}`, `bytes=${still.length}-`)
    expect({ status: outside.status, range: outside.headers['content-range'] }).toEqual({
      ...{ status: 416, range: `bytes */${still.length}` },
    })
  })

  it('are told of without being sent', async () => {
    const { status, headers, body } = await send(port, `/media/${digest}`, { method: 'HEAD', headers: { cookie } })
    expect({ status, length: headers['content-length'], body: body.length }).toEqual({
      ...{ status: 200, length: String(still.length), body: 0 },
    })
  })

  it('have a small picture', async () => {
    const { status, headers, body } = await get(`/poster/${digest}`)
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/jpeg' })
    expect(body.subarray(0, 2).toString('hex')).toBe('ffd8')
    expect(body.length).toBeLessThan(40_000)
  })

  it('have only the small previews that their content gives', async () => {
    for (const kind of ['strip', 'proxy', 'peaks']) expect((await get(`/${kind}/${digest}`)).status).toBe(404)
  })

  it.each([
    `/media/${'0'.repeat(64)}`,
    `/poster/${'0'.repeat(64)}`,
    `/proxy/${'0'.repeat(64)}`,
    '/media/../index.db',
    '/media/..%2findex.db',
    '/media/%2e%2e/%2e%2e/etc/passwd',
    '/media/abc',
    '/../data/index.db',
    '/%2e%2e/data/index.db',
    '/..%2f..%2fetc%2fpasswd',
    '//etc/passwd',
    '/socket',
  ])('are all there is: not %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
})

describe('a file that is handed over', () => {
  it('becomes an ordinary input file', async () => {
    const put = { method: 'PUT', headers: own, body: still }
    const { status, body } = await send(port, '/upload?name=..%2f..%2fHero.png', put)
    const { path } = JSON.parse(body.toString())
    expect(status).toBe(201)
    expect(path.startsWith(join(folder, 'data', 'uploads'))).toBe(true)
    expect(readFileSync(path).equals(still)).toBe(true)
    expect((await send(port, '/upload', put)).status).toBe(400)
    expect((await send(port, '/upload?name=a', { ...put, headers: { cookie } })).status).toBe(400)
  })
})

describe('a file that cannot be stored', () => {
  it('is refused with a sentence', async () => {
    // A file in the place of the folder of uploads.
    rmSync(join(folder, 'data', 'uploads'), { recursive: true, force: true })
    writeFileSync(join(folder, 'data', 'uploads'), '')
    const { status, body } = await send(port, '/upload?name=a.png', { method: 'PUT', headers: own, body: still })
    expect([status, body.toString()]).toEqual([500, expect.stringContaining('Could not store a.png')])
    rmSync(join(folder, 'data', 'uploads'))
  })
})

describe('two servers', () => {
  it('cannot share a port, and one without a built editor says what to do', async () => {
    const options = { host, data: join(folder, 'data'), resources: resourcesFolder(), log: () => {} }
    const renderer = join(folder, 'not-built')
    await expect(serveEditor({ ...options, renderer, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    const other = await serveEditor({ ...options, renderer, port: 0 })
    const page = await send(Number(new URL(other.url).port), '/', { headers: { cookie: await letIn(other.url) } })
    expect([page.status, page.body.toString()]).toEqual([503, expect.stringContaining('npm run build')])
    await other.close()
  })
})
