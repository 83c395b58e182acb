import { describe, expect, it } from 'vitest'
import { note } from './note.ts'

describe('note', () => {
  it('has nothing that could run, be wired or enter a key', () => {
    expect(note.behave.kind).toBe('inert')
    expect([note.inputs, note.outputs]).toEqual([{}, {}])
    expect(Object.values(note.params).every((param) => param.cosmetic)).toBe(true)
  })
})
