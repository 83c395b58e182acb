import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resourcesFolder } from '../folders.ts'
import type { DesktopSide } from './sides.ts'
import { type HostThread, startHost } from './start-host.ts'

let data = ''
let host: HostThread
let asked: unknown[][] = []
let ends: string[] = []
let messages: { connection: number; message: Record<string, unknown> }[] = []
let news = () => {}

/** A desktop without windows that writes down what it is asked for. */
const desktop: DesktopSide = {
  message(connection, text) {
    messages.push({ connection, message: JSON.parse(text) })
    news()
  },
  log: (line) => void asked.push(['log', line]),
  keepKey: async (provider, value) => void asked.push(['keepKey', provider, value]),
  openDialog: async (connection, options) => {
    asked.push(['openDialog', connection, options])
    return ['/chosen.reelay']
  },
  saveDialog: async (connection, { name }) => {
    asked.push(['saveDialog', connection, name])
    return join(data, name)
  },
  reveal: (path) => void asked.push(['reveal', path]),
  notify: () => true,
  menu: (connection, menus) => void asked.push(['menu', connection, menus.length]),
  newWindow: async (start) => void asked.push(['newWindow', start]),
  startDrag: (connection, path) => void asked.push(['startDrag', connection, path]),
  used: (path) => void asked.push(['used', path]),
}

let lastId = 0
/** What a page would send, and its answer. */
async function ask(connection: number, m: string, p: object = {}): Promise<unknown> {
  const id = ++lastId
  host.tell('receive', connection, JSON.stringify({ id, m, p }))
  for (;;) {
    const found = messages.find((each) => each.connection === connection && each.message['id'] === id)
    if (found) return found.message['answer']
    await new Promise<void>((resolve) => {
      news = resolve
    })
  }
}

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'reelay-thread-'))
  asked = []
  ends = []
  messages = []
  const start = {
    data,
    resources: resourcesFolder(),
    version: '9.9.9',
    keys: [['fal', 'k'.repeat(20)]] as const,
    keyProblem: null,
  }
  host = startHost(start, desktop, (why) => ends.push(why))
  host.tell('connect', 1)
})
afterEach(async () => {
  await host.close()
  rmSync(data, { recursive: true, force: true })
})

describe('a host in a thread of its own', () => {
  it('answers the pages of its windows, each its own, by the contract', async () => {
    host.tell('connect', 2)
    expect(await ask(1, 'app.info')).toMatchObject({
      ...{ ok: true, value: { version: '9.9.9', desktop: true, media: 'media://local/media/' } },
    })
    expect(await ask(2, 'no.such')).toMatchObject({ ok: false, error: { code: 'unknown-request' } })
    host.tell('receive', 2, 'no JSON')
    await ask(2, 'app.info')
    expect(messages.filter(({ connection }) => connection === 2).map(({ message }) => message['id'])).toContain(null)
    expect(messages.filter(({ connection }) => connection === 1)).toHaveLength(1)
  })

  it('knows what each window has open, saves it and gives it up', async () => {
    const opened = (await ask(1, 'document.new', { name: 'Mine' })) as { value: { session: string } }
    const { session } = opened.value
    await ask(1, 'document.edit', { session, edits: [{ kind: 'rename-document', name: 'Ours' }] })
    const [document] = await host.remote.documents(1)
    expect(document).toMatchObject({ session, path: null, unsaved: true })
    await expect(host.remote.save(1, session, null)).rejects.toMatchObject({ code: 'no-path' })
    const path = join(data, 'ours.reelay')
    await host.remote.save(1, session, path)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ reelay: 1 })
    expect(asked).toEqual([['used', path]])
    expect(await host.remote.documents(1)).toMatchObject([{ path, unsaved: false }])
    await host.remote.discard(1, session)
    expect(await host.remote.documents(1)).toEqual([])
    // As after a restart of the host: it cannot know what the window had open.
    await expect(host.remote.documents(7)).rejects.toMatchObject({ code: 'no-session' })
  })

  it('asks the desktop for what only a desktop can do, for the window that wants it', async () => {
    expect(await ask(1, 'shell.openDialog', { accept: 'document' })).toMatchObject({
      value: { paths: ['/chosen.reelay'] },
    })
    await ask(1, 'shell.menu', { menus: [{ id: 'file', label: 'File', items: [] }] })
    await ask(1, 'shell.newWindow', { start: { kind: 'starter', starter: 'brand-film' } })
    expect(asked).toEqual([
      ['openDialog', 1, { accept: 'document', many: false }],
      ['menu', 1, 1],
      ['newWindow', { kind: 'starter', starter: 'brand-film' }],
    ])
    const gone = { digest: 'a'.repeat(64), name: 'a.mp4' }
    for (const name of ['shell.saveOutput', 'shell.startDrag'])
      expect(await ask(1, name, gone)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(await ask(1, 'shell.reveal', { path: join(data, 'nowhere') })).toMatchObject({
      error: { code: 'not-found' },
    })
    expect(await ask(1, 'shell.reveal', {})).toMatchObject({ error: { code: 'bad-request' } })
  })

  it('keeps keys by the desktop and never tells a page what they are', async () => {
    const before = await ask(1, 'secrets.list')
    expect(before).toMatchObject({ value: { problem: null } })
    expect(await ask(1, 'secrets.set', { provider: 'runway', value: ` secret-of-runway-1234 ` })).toMatchObject({
      ok: true,
    })
    expect(await ask(1, 'secrets.set', { provider: 'nobody', value: 'secret-of-nobody' })).toMatchObject({
      error: { code: 'not-found' },
    })
    const after = (await ask(1, 'secrets.list')) as { value: { secrets: { provider: string }[] } }
    expect(after.value.secrets).toContainEqual({ provider: 'runway', title: 'Runway', from: 'stored', last4: '1234' })
    expect(after.value.secrets).toContainEqual({ provider: 'fal', title: 'fal', from: 'stored', last4: 'kkkk' })
    await ask(1, 'secrets.clear', { provider: 'runway' })
    expect(asked).toEqual([
      ['keepKey', 'runway', 'secret-of-runway-1234'],
      ['keepKey', 'runway', null],
    ])
    expect(JSON.stringify(messages)).not.toContain('secret-of')
  })

  it('says why it cannot open a data folder, and can be closed all the same', async () => {
    const file = join(data, 'no-folder')
    writeFileSync(file, '')
    const start = { data: file, resources: resourcesFolder(), version: '1', keys: [], keyProblem: null }
    const broken = startHost(start, desktop, (why) => ends.push(why))
    await expect(broken.remote.ready()).rejects.toMatchObject({ message: expect.stringContaining('no-folder') })
    await broken.close()
    expect(ends).toEqual([])
  })
})
