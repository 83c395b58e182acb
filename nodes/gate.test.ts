import { describe, expect, it } from 'vitest'
import { gate } from './gate.ts'

describe('gate', () => {
  it('passes one value of any type and asks a person', () => {
    expect(gate.behave.kind).toBe('gate')
    expect(gate.inputs.value).toMatchObject({ type: 'any', required: true })
    expect(gate.outputs.value).toMatchObject({ type: { sameAs: 'value' } })
  })

  it('has no settings that could enter a key', () => {
    expect(gate.params).toEqual({})
  })
})
