import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { letIn, openPage, type Page, send } from '../../testing/browser.ts'
import { clip, documentOf, node, wires } from '../testing/documents.ts'
import { openWorkspace, type Workspace } from '../testing/workspace.ts'

let place: Workspace
beforeEach(() => {
  place = openWorkspace()
})
afterEach(() => place.remove())

async function serve(...args: readonly string[]) {
  const started = place.start(['serve', ...args])
  const { url } = await started.until(({ event }) => event === 'serving')
  return { ...started, url: String(url), page: () => openPage(String(url)) }
}

const tiny = () =>
  documentOf('tiny', [node('words', 'prompt', { text: 'a door' }), clip('shot')], wires('words.text>shot.prompt'))
const finished = (page: Page, run: string) =>
  page.next('run', (event) => event.run === run && event.event === 'run-finished')

describe('the editor in a browser', () => {
  it('opens a copy of a starter, edits it, says what would run, and saves it', async () => {
    const server = await serve()
    const page = await server.page()
    const { session, document } = await page.ask('document.openStarter', { starter: 'brand-film' })
    const before = await page.ask('plan.get', { session })
    expect(before).toMatchObject({ revision: 0, problems: [] })
    expect(before.nodes.map(({ node }) => node)).toEqual(expect.arrayContaining(['style', 'product-still']))

    const edits = [{ kind: 'set-param', node: 'style', param: 'text', value: 'blue hour' } as const]
    expect(await page.ask('document.edit', { session, edits })).toEqual({ ok: true, revision: 1, unsaved: true })
    expect(await page.next('plan.changed')).toEqual({ session, revision: 1 })
    const shot = before.nodes.find(({ counts }) => counts.run)?.node ?? ''
    expect(await page.ask('plan.items', { session, node: shot, count: 1 })).toMatchObject({ revision: 1, total: 1 })

    const path = place.path('mine.reelay')
    expect(await page.ask('document.saveAs', { session, path })).toMatchObject({ path, unsaved: false })
    const saved = place.read('mine.reelay')
    expect(saved.id).toBe(document.id)
    expect(JSON.stringify(saved)).toContain('blue hour')
    expect(
      (await page.ask('models.list', {})).models.find(({ model }) => model.id === 'standin/animatic'),
    ).toMatchObject({
      ...{ ready: true, needs: null },
    })
    page.leave()
    server.child.kill('SIGINT')
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' })
  })

  it('runs a document; a page that is loaded again gets every event, and the film', async () => {
    place.write('tiny.reelay', tiny())
    const server = await serve('tiny.reelay')
    const url = new URL(server.url)
    const first = await server.page()
    const path = url.searchParams.get('open') ?? ''
    expect(path).toBe(place.path('tiny.reelay'))
    const { session } = await first.ask('document.open', { path })
    const started = await first.ask('run.start', { session })
    if (!started.ok) throw new Error(JSON.stringify(started.problems))
    const { run } = started
    expect(await first.next('run')).toMatchObject({ event: 'run-started', run, seq: 1 })
    first.leave()

    const page = await server.page()
    expect(await page.ask('document.resume', { session })).toMatchObject({ session, readOnly: false })
    const replay = await page.ask('run.events', { run })
    const told = replay.events.filter(({ event }) => event !== 'progress')
    if (replay.run.status === 'running') await finished(page, run)
    const all = (await page.ask('run.events', { run })).events
    expect(all.slice(0, told.length)).toEqual(told)
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1))
    expect(all.at(-1)).toMatchObject({ event: 'run-finished', status: 'done', ran: expect.arrayContaining(['shot']) })
    expect((await page.ask('run.events', { run, from: all.length })).events).toEqual(all.slice(-1))
    expect((await page.ask('run.list', { session })).runs).toMatchObject([{ id: run, status: 'done', costUsd: 0 }])

    const [{ items } = { items: [] }] = (await page.ask('outputs.get', { session, nodes: ['shot'] })).shown
    const [value] = Object.values(items[0]?.ports ?? {}).flat()
    if (value?.type !== 'video') throw new Error(JSON.stringify(items))
    expect(value).toMatchObject({ standIn: true, facts: { width: 64, height: 36 } })
    const headers = { cookie: await letIn(server.url) }
    const film = await send(Number(url.port), `/media/${value.digest}`, { headers })
    expect([film.status, film.headers['content-type'], film.body.length]).toEqual([200, 'video/mp4', value.facts.bytes])
    expect((await send(Number(url.port), `/poster/${value.digest}`, { headers })).headers['content-type']).toBe(
      'image/jpeg',
    )
    expect(await page.ask('outputs.provenance', { key: items[0]?.key ?? '' })).toMatchObject({
      provenance: { fingerprint: { model: expect.anything() } },
    })

    const plan = await page.ask('plan.get', { session })
    expect(plan.nodes.every(({ state }) => state === 'up-to-date')).toBe(true)
    await page.ask('document.edit', {
      ...{ session, edits: [{ kind: 'set-param', node: 'words', param: 'text', value: 'a hall' }] },
    })
    const { nodes } = await page.ask('plan.get', { session })
    expect(nodes.find((each) => each.node === 'shot')).toMatchObject({
      ...{ state: 'run', counts: { run: 1 }, takes: 1, reasons: [expect.stringContaining('prompt')] },
    })
    page.leave()
    server.child.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' })
  })

  it('stops a run, and says what keeps one from starting', async () => {
    place.write(
      'long.reelay',
      documentOf(
        'long',
        [node('words', 'prompt', { text: 'a door' }), clip('shot', { duration: 20 })],
        wires('words.text>shot.prompt'),
      ),
    )
    const server = await serve()
    const page = await server.page()
    const { session } = await page.ask('document.open', { path: place.path('long.reelay') })
    const started = await page.ask('run.start', { session })
    if (!started.ok) throw new Error(JSON.stringify(started.problems))
    await page.next('run', (event) => event.event === 'item' && event.node === 'shot' && event.state === 'running')
    expect(await page.ask('run.cancel', { run: started.run })).toEqual({ cancelled: true })
    expect(await finished(page, started.run)).toMatchObject({ status: 'cancelled' })
    expect(await page.answer('run.cancel', { run: 'no-such-run' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })

    await page.ask('document.edit', {
      session,
      edits: [{ kind: 'set-param', node: 'shot', param: 'duration', value: -1 }],
    })
    expect(await page.ask('run.start', { session })).toMatchObject({ ok: false, problems: [{ node: 'shot' }] })
    page.leave()
    server.child.kill('SIGINT')
    expect((await server.ended).code).toBe(0)
  })

  it('brings unsaved edits back after kill -9; a second server may only look', async () => {
    place.write('tiny.reelay', tiny())
    const path = place.path('tiny.reelay')
    const onDisk = readFileSync(path)
    const killed = await serve()
    const before = await killed.page()
    const { session } = await before.ask('document.open', { path })
    const untitled = await before.ask('document.new', { name: 'first' })
    for (const text of ['one', 'two', 'three']) {
      const edits = [{ kind: 'set-param', node: 'words', param: 'text', value: text } as const]
      await before.ask('document.edit', { session, edits })
    }
    await before.ask('document.edit', {
      session: untitled.session,
      edits: [{ kind: 'rename-document', name: 'second' }],
    })

    const other = await serve()
    const looker = await other.page()
    const seen = await looker.ask('document.open', { path })
    expect(seen).toMatchObject({ readOnly: true, document: { nodes: [{ params: { text: 'a door' } }, {}] } })
    expect((await looker.ask('recovery.list', {})).documents).toEqual([])
    killed.child.kill('SIGKILL')
    expect((await killed.ended).signal).toBe('SIGKILL')
    expect(readFileSync(path).equals(onDisk)).toBe(true)
    await looker.ask('document.close', { session: seen.session })

    const left = (await looker.ask('recovery.list', {})).documents
    expect(left).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ session, path, edits: 3 }),
        expect.objectContaining({ session: untitled.session, path: null, name: 'second', edits: 1 }),
      ]),
    )
    const back = await looker.ask('document.open', { path })
    expect(back).toMatchObject({
      recovered: true,
      unsaved: true,
      document: { nodes: [{ params: { text: 'three' } }, {}] },
    })
    expect(await looker.ask('document.save', { session: back.session })).toMatchObject({ written: true })
    expect(place.read('tiny.reelay')).toMatchObject({ nodes: [{ params: { text: 'three' } }, {}] })
    expect(await looker.ask('document.resume', { session: untitled.session })).toMatchObject({
      ...{ path: null, recovered: true, document: { name: 'second' } },
    })
    looker.leave()
    other.child.kill('SIGINT')
    expect((await other.ended).code).toBe(0)
  })

  it('says what is wrong with its port or its file', async () => {
    for (const args of [['--port', 'many'], ['--port', '70000'], ['no-such-file.reelay']]) {
      const { code, last } = await place.reelay('serve', ...args)
      expect({ code, event: last.event }).toEqual({ code: 2, event: 'error' })
    }
  })
})
