import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pageAddress, readArguments } from './arguments.ts'
import { fileFilters } from './file-filters.ts'
import { createRestarts } from './restarts.ts'
import { windowFor } from './window-for.ts'

describe('what the app is started with', () => {
  const folder = resolve('/work')
  const film = { kind: 'file', path: join(folder, 'film.reelay') }

  it.each([
    [[], { data: null, start: null, first: null }],
    [['.', 'film.reelay'], { data: null, start: film, first: null }],
    [
      ['--no-sandbox', '-r', 'loader.js', '.', '--data', 'd', 'film.reelay'],
      { data: join(folder, 'd'), start: film, first: null },
    ],
    [['--first', 'brand-film'], { data: null, start: null, first: 'brand-film' }],
    [['--data'], { data: null, start: null, first: null }],
    [['--original-process-start-time=1', 'notes.txt'], { data: null, start: null, first: null }],
    [['FILM.REELAY'], { data: null, start: { kind: 'file', path: join(folder, 'FILM.REELAY') }, first: null }],
  ])('%j', (args, given) => {
    expect(readArguments(args, folder)).toEqual(given)
  })

  it('becomes the address of the page', () => {
    expect(pageAddress('app://reelay', null)).toBe('app://reelay/')
    const { searchParams } = new URL(pageAddress('app://reelay', { kind: 'file', path: '/a b&c=d.reelay' }))
    expect([...searchParams]).toEqual([['open', '/a b&c=d.reelay']])
    expect(pageAddress('app://reelay', { kind: 'starter', starter: 'x' })).toBe('app://reelay/?starter=x')
  })
})

describe('a file that is to be opened', () => {
  const document = (path: string | null) => ({ session: 's', path, name: '', unsaved: false })

  it('is shown where it is open, else where nothing is, else in a new window', () => {
    const [full, empty, own] = [
      { window: 1, documents: [document('/b')] },
      { window: 2, documents: [] },
      { window: 3, documents: [document('/a')] },
    ]
    expect(windowFor('/a', [full, empty, own])).toEqual({ window: 3, hasIt: true })
    expect(windowFor('/a', [full, empty])).toEqual({ window: 2, hasIt: false })
    expect(windowFor('/a', [full, { window: 4, documents: [document(null)] }])).toBeNull()
  })
})

describe('a part that ends unexpectedly', () => {
  it('is started again, but not again and again', () => {
    let now = 0
    const { mayRestart } = createRestarts(() => now)
    expect([mayRestart(), mayRestart(), mayRestart(), mayRestart()]).toEqual([true, true, true, false])
    now = 61_000
    expect(mayRestart()).toBe(true)
  })
})

describe('a file dialog', () => {
  it('offers what is wanted, and every file where endings may be unknown', () => {
    expect(fileFilters('document', 'open')).toEqual([{ name: 'Reelay pipelines', extensions: ['reelay'] }])
    expect(fileFilters('image', 'open').at(-1)).toEqual({ name: 'All files', extensions: ['*'] })
    expect(fileFilters('media', 'open')[0]?.extensions).toEqual(expect.arrayContaining(['png', 'mp4', 'wav']))
    expect(fileFilters('table', 'save')).toHaveLength(1)
    expect(fileFilters('any', 'save')).toEqual([{ name: 'All files', extensions: ['*'] }])
  })
})
