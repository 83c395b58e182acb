import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { lanesOf } from '../timeline/lanes.ts'
import { fieldsOf, hasOwnFields, placeInForce, withFields, withoutFields, withoutWire } from './item-settings.ts'

const spec = lanesOf(registry.get('sequence'))?.clips.spec
if (!spec) throw new Error('the sequence declares its clips')

const only = { edge: 'e', item: '0', single: true }
const second = { edge: 'e', item: 'r2', single: false }

describe('settings of a clip', () => {
  it('are kept by its wire, or by wire and item where the wire brings several', () => {
    expect(withFields({}, spec, only, { in: 1 })).toEqual({ e: { in: 1 } })
    expect(withFields({}, spec, second, { in: 1 })).toEqual({ 'e#r2': { in: 1 } })
    expect(withFields({ 'e#0': { in: 2 } }, spec, only, { out: 3 })).toEqual({ 'e#0': { in: 2, out: 3 } })
  })

  it('start from what the wire says for all its items', () => {
    const stored = { e: { gainDb: -6 } }
    expect(fieldsOf(stored, second)).toEqual({ gainDb: -6 })
    expect(withFields(stored, spec, second, { in: 1 })).toEqual({ e: { gainDb: -6 }, 'e#r2': { gainDb: -6, in: 1 } })
    expect(withFields(stored, spec, second, { gainDb: 0 })).toEqual({ e: { gainDb: -6 }, 'e#r2': {} })
  })

  it('leave nothing behind when they are set back, and keep their place', () => {
    const stored = { a: { in: 1 }, e: { in: 2 }, z: { in: 3 } }
    expect(withFields({ e: { in: 2 } }, spec, only, { in: 0 })).toEqual({})
    expect(Object.keys(withFields(stored, spec, only, { in: 1.5 }))).toEqual(['a', 'e', 'z'])
  })

  it('of a whole wire are its own, and an item that is set back has those of its wire again', () => {
    const whole = { edge: 'e', item: null, single: false }
    const stored = withFields({ 'e#r2': { in: 1 } }, spec, whole, { gainDb: -6 })
    expect(stored).toEqual({ 'e#r2': { in: 1 }, e: { gainDb: -6 } })
    expect([whole, second, only].map((place) => hasOwnFields(stored, place))).toEqual([true, true, false])
    expect(withoutFields(stored, second)).toEqual({ e: { gainDb: -6 } })
    expect(withFields({ e: { gainDb: -6 } }, spec, whole, { gainDb: 0 })).toEqual({})
  })

  it('of the only item of a wire are changed where they are in force', () => {
    const both = { e: { in: 1 }, 'e#0': { in: 2 } }
    expect(withFields(both, spec, placeInForce(both, 'e', '0'), { in: 3 })).toEqual({ e: { in: 1 }, 'e#0': { in: 3 } })
    expect(withoutFields(both, placeInForce(both, 'e', '0'))).toEqual({ e: { in: 1 } })
    const wire = { e: { in: 1 }, 'e#r2': { in: 2 } }
    expect(withFields(wire, spec, placeInForce(wire, 'e', '0'), { in: 3 })).toEqual({ e: { in: 3 }, 'e#r2': { in: 2 } })
    expect(placeInForce(both, 'e', null)).toMatchObject({ item: null })
  })

  it('go with their wire', () => {
    expect(withoutWire({ e: { in: 1 }, 'e#r2': { in: 2 }, ee: { in: 3 } }, 'e')).toEqual({ ee: { in: 3 } })
  })

  it('survive odd names and damaged values', () => {
    expect(fieldsOf({ constructor: { in: 1 } }, { edge: 'toString', item: '0' })).toEqual({})
    expect(fieldsOf({ e: [1] }, only)).toEqual({})
    expect(fieldsOf(undefined, only)).toEqual({})
  })
})
