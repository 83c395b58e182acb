import { describe, expect, it } from 'vitest'
import { dialogKind, fits, inputAccept } from './file-kinds.ts'

describe('files that a param takes', () => {
  it.each([
    ['a.png', 'image/png', ['image'], true],
    ['a.png', 'image/png', ['video'], false],
    ['a.csv', 'text/csv', ['table'], true],
    ['a.csv', 'application/vnd.ms-excel', ['table'], true],
    ['a.csv', '', ['image'], false],
    ['a.mxf', '', ['video'], true],
    ['a.mkv', 'application/octet-stream', ['video'], true],
    ['a.pdf', 'application/pdf', ['image', 'video'], false],
  ] as const)('%s of type ‘%s’ for %s: %s', (name, type, accept, taken) => {
    expect(fits(accept, { name, type })).toBe(taken)
  })

  it('are offered by kind', () => {
    expect(dialogKind(['audio'])).toBe('audio')
    expect(dialogKind(['image', 'video'])).toBe('media')
    expect(dialogKind(['image', 'table'])).toBe('any')
    expect(inputAccept(['image', 'audio'])).toBe('image/*,audio/*')
  })
})
