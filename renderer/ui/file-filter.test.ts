import { describe, expect, it } from 'vitest'
import { nameProblem, shownEntries, withEnding } from './file-filter.ts'

const entry = (name: string, kind: 'folder' | 'pipeline' | 'media' | 'table') => ({
  ...{ name, kind, path: `/${name}`, changed: 0, bytes: 0 },
})
const entries = [
  entry('Films', 'folder'),
  entry('brand film.reelay', 'pipeline'),
  entry('shot.mp4', 'media'),
  entry('rows.csv', 'table'),
]
const names = (accept: Parameters<typeof shownEntries>[1], filter: string) =>
  shownEntries(entries, accept, filter).map(({ name }) => name)

describe('the file dialog', () => {
  it('lists folders and what is looked for', () => {
    expect(names('document', '')).toEqual(['Films', 'brand film.reelay'])
    expect(names('video', '')).toEqual(['Films', 'shot.mp4'])
    expect(names('table', '')).toEqual(['Films', 'rows.csv'])
    expect(names('any', '')).toEqual(entries.map(({ name }) => name))
  })
  it('filters by what is typed', () => {
    expect(names('document', ' FILM')).toEqual(['Films', 'brand film.reelay'])
    expect(names('document', 'brand')).toEqual(['brand film.reelay'])
    expect(names('document', 'x')).toEqual([])
  })
  it.each([
    ['film', 'film.reelay'],
    [' film.reelay ', 'film.reelay'],
    ['film.v2', 'film.v2.reelay'],
    ['film.REELAY', 'film.REELAY'],
  ])('saves ‘%s’ as ‘%s’', (typed, saved) => {
    expect(withEnding(typed)).toBe(saved)
  })
  it('refuses names that are none', () => {
    expect(['', ' ', 'a/b', 'a\\b', '.x'].map((name) => nameProblem(name) === null)).toEqual(Array(5).fill(false))
    expect(nameProblem('Film 2 (cut)')).toBeNull()
  })
})
