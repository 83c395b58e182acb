import { describe, expect, it } from 'vitest'
import { spanOf } from './send-file.ts'

describe('a Range header', () => {
  it.each([
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=-5', { first: 95, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=50-5000', { first: 50, last: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=100-120', 'outside'],
    ['bytes=-0', 'outside'],
    [undefined, null],
    ['bytes=9-1', null],
    ['bytes=-', null],
    ['bytes=0-1,4-5', null],
    ['lines=0-1', null],
  ] as const)('%s of 100 bytes', (header, span) => {
    expect(spanOf(header, 100)).toEqual(span)
  })

  it('of an empty file has nothing to give', () => {
    expect(spanOf('bytes=0-', 0)).toBe('outside')
    expect(spanOf(undefined, 0)).toBeNull()
  })
})
