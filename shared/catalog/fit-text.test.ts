import { describe, expect, it } from 'vitest'
import { cutAtSentence } from './fit-text.ts'

describe('cutAtSentence', () => {
  it.each([
    ['short enough', 'One. Two.', 20, 'One. Two.'],
    ['at a sentence', 'One. Two. Three.', 12, 'One. Two.'],
    ['a sentence that ends just there', 'One. Two.', 4, 'One.'],
    ['with its closing quote', 'He said “Go.” Then left.', 16, 'He said “Go.”'],
    ['not inside a number', 'At 2.5 seconds it turns.', 12, 'At 2.5'],
    ['at a line', 'A hill\nA long second line', 12, 'A hill'],
    ['full-width sentences', '山。川が流れる。', 5, '山。'],
    ['at a word where no sentence ends', 'A hill at dawn', 9, 'A hill at'],
    ['anywhere in one long word', 'abcdefgh', 3, 'abc'],
    ['never in half a character', 'ab😀cd', 3, 'ab'],
  ])('%s', (_, text, max, kept) => {
    expect(cutAtSentence(text, max)).toBe(kept)
    expect(kept.length).toBeLessThanOrEqual(max)
  })
})
