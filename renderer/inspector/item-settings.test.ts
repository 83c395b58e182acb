import { describe, expect, it } from 'vitest'
import { asSettings, fieldsFor, withField, withoutFields } from './item-settings.ts'

describe('settings per item', () => {
  const stored = asSettings({ e1: { gainDb: -3 }, 'e2#r7': { in: 1 }, broken: 'x' })

  it('hold for a whole wire, or for one item of it', () => {
    expect(fieldsFor(stored, 'e1', 'r1')).toEqual({ fields: { gainDb: -3 }, own: false })
    expect(fieldsFor(stored, 'e2', 'r7')).toEqual({ fields: { in: 1 }, own: true })
    expect(fieldsFor(stored, 'e2', 'r8')).toEqual({ fields: {}, own: false })
    expect(fieldsFor(asSettings({}), 'constructor', null)).toEqual({ fields: {}, own: false })
  })

  it('of one item begin with those of its wire and leave the others alone', () => {
    const set = withField(stored, 'e1', 'r1', 'in', 2)
    expect(set).toEqual({ e1: { gainDb: -3 }, 'e1#r1': { gainDb: -3, in: 2 }, 'e2#r7': { in: 1 } })
    expect(withoutFields(set, 'e1', 'r1')).toEqual(stored)
  })

  it('are none where something else is stored', () => {
    expect(asSettings('x')).toEqual({})
    expect(asSettings([1])).toEqual({})
  })
})
