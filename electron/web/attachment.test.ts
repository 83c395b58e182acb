import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachment } from './attachment.ts'

const header = (wish: string | null) => attachment(wish)['Content-Disposition']

describe('a file that is saved from the page', () => {
  it('has the name it was asked for, in both spellings', () => {
    expect(header('Hero shot-take 2.mp4')).toBe(
      `attachment; filename="Hero shot-take 2.mp4"; filename*=UTF-8''Hero%20shot-take%202.mp4`,
    )
    expect(header('Größe (1).png')).toBe(
      `attachment; filename="Gr__e (1).png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29.png`,
    )
  })

  it('is shown where no name is given', () => {
    expect(header(null)).toBeUndefined()
    expect(header('..')).toBeUndefined()
  })

  it('never breaks out of its header, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (wish) => {
        expect(header(`x${wish}`)).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[!-~]+$/,
        )
      }),
    )
  })
})
