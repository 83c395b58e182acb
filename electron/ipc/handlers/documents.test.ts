import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestEditor, type TestEditor } from '../testing/editor.ts'

let editor: TestEditor
beforeEach(async () => {
  editor = await openTestEditor()
})
afterEach(() => editor.close())

const note = (text: string) => ({
  ...{ reelay: 1, id: 'film-1', name: 'Film' },
  nodes: [{ id: 'n', type: 'note', params: { text } }],
})
const edit = (value: string) => [{ kind: 'set-param' as const, node: 'n', param: 'text', value }]

describe('documents, as the start screen and the file dialogs ask for them', () => {
  it('that something else changed are overwritten only when that is said', async () => {
    const client = editor.client()
    const path = editor.write('film.reelay', note('first'))
    const { session } = await client.ask('document.open', { path })
    await client.ask('document.edit', { session, edits: edit('mine') })
    writeFileSync(path, readFileSync(path, 'utf8').replace('first', 'theirs'))
    expect(await client.fault('document.save', { session })).toMatchObject({ code: 'conflict' })
    expect(readFileSync(path, 'utf8')).toContain('theirs')
    expect(await client.ask('document.save', { session, overwrite: true })).toEqual({ path, written: true })
    expect(readFileSync(path, 'utf8')).toContain('mine')
    await client.ask('document.edit', { session, edits: edit('more') })
    expect(await client.ask('document.save', { session })).toEqual({ path, written: true })
  })

  it('that a browser hands over open as a copy without a file', async () => {
    const client = editor.client()
    const path = editor.write('film.reelay', note('first'))
    const opened = await client.ask('document.import', { path })
    expect(opened).toMatchObject({ path: null, unsaved: false, document: { name: 'Film' } })
    expect(opened.document.id).not.toBe('film-1')
  })

  it('that are new have the delivery that a person has set', async () => {
    const client = editor.client()
    const delivery = { width: 1080, height: 1920, fps: 30, lufs: null }
    await client.ask('settings.set', { change: { delivery } })
    expect((await client.ask('document.new', {})).document.settings.delivery).toEqual(delivery)
  })

  it('leave the list of recent files only when they are gone', async () => {
    const client = editor.client()
    const path = editor.write('film.reelay', note('first'))
    const { session } = await client.ask('document.open', { path })
    await client.ask('document.close', { session })
    expect(await client.fault('recent.forget', { path })).toMatchObject({ code: 'refused' })
    rmSync(path)
    expect((await client.ask('recent.list', {})).recent).toMatchObject([{ path, there: false, picture: null }])
    await client.ask('recent.forget', { path })
    expect((await client.ask('recent.list', {})).recent).toEqual([])
  })
})
