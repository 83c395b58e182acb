import { describe, expect, it } from 'vitest'
import type { CachedOutputs } from '#shared/engine/interfaces.ts'
import type { MediaValue } from '#shared/graph/values.ts'
import { pictureOf } from './picture-of.ts'

const media = (type: MediaValue['type'], name: string, facts: Partial<MediaValue['facts']>): MediaValue => ({
  ...{ type, digest: name.repeat(64), facts: { format: 'x', bytes: 1, ...facts } },
})
const row = (value: MediaValue, present = true) => ({
  row: { present, outputs: { out: [{ value }] } } as unknown as CachedOutputs,
})

const still = row(media('image', 'a', { width: 4000, height: 3000 }))
const shot = row(media('video', 'b', { seconds: 4, width: 640, height: 360 }))
const film = row(media('video', 'c', { seconds: 12, width: 640, height: 360 }))

describe('the picture of a document', () => {
  it('is its longest clip, wherever that stands', () => {
    expect(pictureOf([film, still, shot])).toBe('c'.repeat(64))
    expect(pictureOf([still, shot, film])).toBe('c'.repeat(64))
  })
  it('is a still where there is no clip', () => {
    expect(pictureOf([row(media('image', 'd', { width: 10, height: 10 })), still])).toBe('a'.repeat(64))
  })
  it('is never a file that is gone, nor a sound', () => {
    const gone = row(media('video', 'e', { seconds: 99 }), false)
    expect(pictureOf([gone, shot])).toBe('b'.repeat(64))
    expect(pictureOf([gone, row(media('audio', 'f', { seconds: 9 })), { row: undefined }])).toBeNull()
  })
})
