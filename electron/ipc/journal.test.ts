import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Edit } from '../../shared/graph/edits.ts'
import { newDocument } from '../../shared/graph/new-document.ts'
import { createJournals } from './journal.ts'

const SESSION = '11111111-1111-4111-8111-111111111111'
const base = newDocument('doc', 'before')
const start = { path: '/films/a.reelay', digest: 'd0', base }
const rename = (name: string): readonly Edit[] => [{ kind: 'rename-document', name }]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelay-journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a journal', () => {
  it('gives back every edit, in order', () => {
    const journals = createJournals(folder)
    journals.append(SESSION, start, rename('one'))
    journals.append(SESSION, start, rename('two'))
    const left = journals.read(SESSION)
    expect(left).toMatchObject({ session: SESSION, path: start.path, document: { name: 'two' }, edits: 2 })
    expect([left?.unsavedIn('d0'), left?.expected('d0')]).toEqual([true, 'd0'])
    expect(journals.list()).toHaveLength(1)
  })

  it('goes on after a line that a kill cut off', () => {
    const journals = createJournals(folder)
    journals.append(SESSION, start, rename('one'))
    appendFileSync(journals.path(SESSION), '{"edits":[{"kind":"rena')
    expect(journals.read(SESSION)?.document.name).toBe('one')
    journals.mend(SESSION)
    journals.append(SESSION, start, rename('three'))
    expect(journals.read(SESSION)).toMatchObject({ document: { name: 'three' }, edits: 2 })
  })

  it('knows which edits a file holds that was saved right before the kill', async () => {
    const journals = createJournals(folder)
    journals.append(SESSION, start, rename('one'))
    await journals.saving(SESSION, 'd1')
    const saved = journals.read(SESSION)
    expect([saved?.unsavedIn('d1'), saved?.unsavedIn('d0')]).toEqual([false, true])
    journals.append(SESSION, start, rename('two'))
    const more = journals.read(SESSION)
    expect([more?.unsavedIn('d1'), more?.expected('d1'), more?.expected('foreign')]).toEqual([true, 'd1', 'd0'])
  })

  it('knows the file that a first Save As was about to make, as long as that holds every edit', async () => {
    const journals = createJournals(folder)
    journals.append(SESSION, { ...start, path: null }, rename('one'))
    await journals.saving(SESSION, 'd1', '/films/new.reelay')
    expect(journals.read(SESSION)?.savedUnder).toEqual([{ path: '/films/new.reelay', digest: 'd1' }])
    journals.append(SESSION, { ...start, path: null }, rename('two'))
    expect(journals.read(SESSION)?.savedUnder).toEqual([])
  })

  it('has every line in its file at once, and closes it when they are on the disk', async () => {
    const journals = createJournals(folder)
    for (const name of ['one', 'two', 'three']) journals.append(SESSION, start, rename(name))
    expect(readFileSync(journals.path(SESSION), 'utf8').trimEnd().split('\n')).toHaveLength(4)
    await journals.settled()
    journals.append(SESSION, start, rename('four'))
    journals.remove(SESSION)
    await journals.settled()
    expect(existsSync(journals.path(SESSION))).toBe(false)
    journals.append(SESSION, start, rename('five'))
    await journals.settled()
    expect(journals.read(SESSION)).toMatchObject({ document: { name: 'five' }, edits: 1 })
  })

  it('is not made by a save without edits, and is gone when it is removed', async () => {
    const journals = createJournals(folder)
    await journals.saving(SESSION, 'd1')
    expect(existsSync(journals.path(SESSION))).toBe(false)
    journals.append(SESSION, start, rename('one'))
    journals.remove(SESSION)
    expect(journals.list()).toEqual([])
  })

  it('is passed over where it cannot be read, and its name never leaves the folder', () => {
    const journals = createJournals(folder)
    writeFileSync(join(folder, `${SESSION}.jsonl`), 'no journal\n')
    writeFileSync(join(folder, 'notes.txt'), readFileSync(join(folder, `${SESSION}.jsonl`)))
    expect(journals.list()).toEqual([])
    expect(journals.read('../../etc/passwd')).toBeNull()
  })
})
