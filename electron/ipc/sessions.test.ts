import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Edit } from '../../shared/graph/edits.ts'
import { documentOf, node } from '../cli/testing/documents.ts'
import { openTestEditor, type TestEditor } from './testing/editor.ts'

let editor: TestEditor
beforeEach(async () => {
  editor = await openTestEditor()
})
afterEach(() => editor.close())

const edit = (text: string): readonly Edit[] => [{ kind: 'set-param', node: 'words', param: 'text', value: text }]
const film = (name = 'film.reelay') =>
  editor.write(name, documentOf('film', [node('words', 'prompt', { text: 'a door' })]))
const textIn = (path: string) => JSON.parse(readFileSync(path, 'utf8')).nodes[0].params.text

describe('a document', () => {
  it('is opened, edited and saved; an edit that makes no sense changes nothing', async () => {
    const client = editor.client()
    const opened = await client.ask('document.open', { path: film() })
    expect(opened).toMatchObject({ path: editor.path('film.reelay'), readOnly: false, unsaved: false, revision: 0 })
    const { session } = opened
    expect(await client.ask('document.edit', { session, edits: edit('a hall') })).toEqual({
      ...{ ok: true, revision: 1, unsaved: true },
    })
    const refused = await client.ask('document.edit', {
      session,
      edits: [...edit('x'), { kind: 'remove-node', node: 'no' }],
    })
    expect(refused).toMatchObject({ ok: false, revision: 1, problem: expect.stringContaining('‘no’') })
    expect(textIn(editor.path('film.reelay'))).toBe('a door')
    expect(await client.ask('document.save', { session })).toMatchObject({ written: true })
    expect(textIn(editor.path('film.reelay'))).toBe('a hall')
    expect(await client.ask('document.save', { session })).toMatchObject({ written: false })
    expect((await client.ask('recent.list', {})).recent).toMatchObject([
      { path: editor.path('film.reelay'), there: true },
    ])
  })

  it('is edited in one window; the second looks on, and may take over', async () => {
    const [first, second] = [editor.client(), editor.client()]
    const path = film()
    const mine = await first.ask('document.open', { path })
    const theirs = await second.ask('document.open', { path })
    expect(theirs.readOnly).toBe(true)
    expect(await second.fault('document.edit', { session: theirs.session, edits: edit('no') })).toMatchObject({
      code: 'read-only',
    })
    await first.ask('document.edit', { session: mine.session, edits: edit('a hall') })

    const taken = await second.ask('document.takeOver', { session: theirs.session })
    expect(taken).toMatchObject({ readOnly: false, document: { nodes: [{ params: { text: 'a hall' } }] } })
    expect(await first.next('document.changed')).toMatchObject({ why: 'taken-over', readOnly: true, unsaved: false })
    expect(await first.fault('document.edit', { session: mine.session, edits: edit('no') })).toMatchObject({
      code: 'read-only',
    })
    expect(await second.ask('document.edit', { session: theirs.session, edits: edit('a stair') })).toMatchObject({
      ok: true,
    })
  })

  it('that something else changed is read again; with unsaved edits that is a conflict, and nothing is overwritten', async () => {
    const client = editor.client()
    const path = film()
    const { session } = await client.ask('document.open', { path })
    writeFileSync(path, readFileSync(path, 'utf8').replace('a door', 'a gate in the wall'))
    expect(await client.next('document.changed')).toMatchObject({
      ...{ why: 'reloaded', document: { nodes: [{ params: { text: 'a gate in the wall' } }] } },
    })
    await client.ask('document.edit', { session, edits: edit('mine') })
    writeFileSync(path, readFileSync(path, 'utf8').replace('a gate in the wall', 'theirs'))
    expect(await client.next('document.changed')).toMatchObject({ why: 'conflict', unsaved: true })
    expect(await client.fault('document.save', { session })).toMatchObject({ code: 'conflict' })
    expect(textIn(path)).toBe('theirs')
    expect(await client.ask('document.reload', { session })).toMatchObject({
      ...{ unsaved: false, document: { nodes: [{ params: { text: 'theirs' } }] } },
    })
    await client.ask('document.edit', { session, edits: edit('mine again') })
    await client.ask('document.save', { session })
    expect(textIn(path)).toBe('mine again')
  })

  it('saved under another name is another document, and finds its input files from there', async () => {
    const client = editor.client()
    const path = editor.write(
      'film.reelay',
      documentOf('film', [node('still', 'file', { kind: 'image', path: 'a/b.png' })]),
    )
    const { session } = await client.ask('document.open', { path })
    mkdirSync(editor.path('sub'))
    const copy = await client.ask('document.saveAs', { session, path: editor.path('sub/copy') })
    expect(copy).toMatchObject({
      path: editor.path('sub/copy.reelay'),
      document: { nodes: [{ params: { path: '../a/b.png' } }] },
    })
    expect(copy.document.id).not.toBe('film')
    const other = editor.write('other.reelay', documentOf('other', []))
    expect(await client.fault('document.saveAs', { session, path: other })).toMatchObject({ code: 'conflict' })
    expect(await client.ask('document.saveAs', { session, path: other, replace: true })).toMatchObject({ path: other })
    // The first file is free again.
    expect(await editor.client().ask('document.open', { path })).toMatchObject({ readOnly: false })
    const held = await editor.client().ask('document.new', {})
    expect(await client.fault('document.saveAs', { session: held.session, path, replace: true })).toMatchObject({
      code: 'locked',
    })
  })

  it('without a file says so when it is saved, and keeps its id at its first save', async () => {
    const client = editor.client()
    const { session, document } = await client.ask('document.new', { name: 'New film' })
    expect(await client.fault('document.save', { session })).toMatchObject({ code: 'no-path' })
    expect((await client.ask('document.saveAs', { session, path: editor.path('new.reelay') })).document.id).toBe(
      document.id,
    )
  })

  it('copied from a starter has an id of its own and still finds the starter’s files', async () => {
    const client = editor.client()
    const { starters } = await client.ask('starters.list', {})
    expect(starters.find(({ id }) => id === 'brand-film')).toMatchObject({
      id: 'brand-film',
      title: 'Northlight brand film',
    })
    const [one, two] = [
      await client.ask('document.openStarter', { starter: 'brand-film' }),
      await client.ask('document.openStarter', { starter: 'brand-film' }),
    ]
    expect(one).toMatchObject({ path: null, unsaved: false, warnings: [] })
    expect(one.document.id).not.toBe(two.document.id)
    const { problems, nodes } = await client.ask('plan.get', { session: one.session })
    expect(problems).toEqual([])
    expect(nodes.find(({ node }) => node === 'product-still')).toMatchObject({ state: 'run', total: 1 })
    expect(await client.fault('document.openStarter', { starter: '../../package' })).toMatchObject({
      code: 'not-found',
    })
  })
})

describe('unsaved edits', () => {
  it('come back when the file is opened after an end without saving', async () => {
    const path = film()
    const { session } = await editor.client().ask('document.open', { path })
    await editor.client().ask('document.edit', { session, edits: edit('unsaved') })
    await editor.restart()
    const client = editor.client()
    expect((await client.ask('recovery.list', {})).documents).toMatchObject([{ session, path, edits: 1 }])
    const back = await client.ask('document.open', { path })
    expect(back).toMatchObject({
      recovered: true,
      unsaved: true,
      document: { nodes: [{ params: { text: 'unsaved' } }] },
    })
    expect((await client.ask('recovery.list', {})).documents).toEqual([])
    await client.ask('document.edit', { session: back.session, edits: edit('and more') })
    await client.ask('document.save', { session: back.session })
    expect(textIn(path)).toBe('and more')
    await editor.restart()
    expect((await editor.client().ask('recovery.list', {})).documents).toEqual([])
  })

  it('of a document without a file come back by the name of their session', async () => {
    const { session } = await editor.client().ask('document.new', { name: 'x' })
    await editor.client().ask('document.edit', { session, edits: [{ kind: 'rename-document', name: 'y' }] })
    await editor.restart()
    const client = editor.client()
    expect(await client.ask('document.resume', { session })).toMatchObject({
      ...{ session, path: null, recovered: true, unsaved: true, document: { name: 'y' } },
    })
    expect(await editor.client().fault('document.resume', { session })).toMatchObject({ code: 'read-only' })
  })

  it('are a conflict where the file was changed meanwhile', async () => {
    const path = film()
    const { session } = await editor.client().ask('document.open', { path })
    await editor.client().ask('document.edit', { session, edits: edit('unsaved') })
    await editor.restart()
    writeFileSync(path, readFileSync(path, 'utf8').replace('a door', 'theirs'))
    const client = editor.client()
    const back = await client.ask('document.open', { path })
    expect(back).toMatchObject({ recovered: true, document: { nodes: [{ params: { text: 'unsaved' } }] } })
    expect(await client.next('document.changed')).toMatchObject({ why: 'conflict' })
    expect(await client.fault('document.save', { session: back.session })).toMatchObject({ code: 'conflict' })
    expect(textIn(path)).toBe('theirs')
  })

  it('can be thrown away', async () => {
    const path = film()
    const { session } = await editor.client().ask('document.open', { path })
    await editor.client().ask('document.edit', { session, edits: edit('unsaved') })
    expect(await editor.client().fault('recovery.discard', { session })).toMatchObject({ code: 'not-found' })
    await editor.restart()
    await editor.client().ask('recovery.discard', { session })
    expect(await editor.client().ask('document.open', { path })).toMatchObject({ recovered: false, unsaved: false })
  })

  it('stay open for a page that is loaded again', async () => {
    const client = editor.client()
    const { session } = await client.ask('document.open', { path: film() })
    await client.ask('document.edit', { session, edits: edit('unsaved') })
    client.leave()
    expect(await editor.client().ask('document.resume', { session })).toMatchObject({
      session,
      revision: 1,
      readOnly: false,
    })
  })

  it('stay open for a page that opens the same file again', async () => {
    const client = editor.client()
    const path = film()
    const { session } = await client.ask('document.open', { path })
    await client.ask('document.edit', { session, edits: edit('unsaved') })
    client.leave()
    expect(await editor.client().ask('document.open', { path })).toMatchObject({
      ...{ session, revision: 1, readOnly: false, unsaved: true, recovered: false },
    })
  })

  it('are kept by a close, and thrown away by one that says so', async () => {
    const client = editor.client()
    const path = film()
    const first = await client.ask('document.open', { path })
    await client.ask('document.edit', { session: first.session, edits: edit('unsaved') })
    await client.ask('document.close', { session: first.session })
    expect(await client.fault('document.save', { session: first.session })).toMatchObject({ code: 'no-session' })
    const second = await client.ask('document.open', { path })
    expect(second).toMatchObject({ recovered: true })
    await client.ask('document.close', { session: second.session, discard: true })
    expect(await client.ask('document.open', { path })).toMatchObject({ recovered: false, unsaved: false })
  })
})
