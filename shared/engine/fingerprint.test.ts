import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../json.ts'
import type { NodeDefinition } from '../node/define.ts'
import { acceptedTexts, type FingerprintParts, fingerprintObject, fingerprintText, seedOf } from './fingerprint.ts'
import { MODELS, sha, testRegistry } from './testing/rig.ts'

const registry = testRegistry({ runs: {}, submits: 0 })
const partsOf = (type: string, more: Partial<NodeDefinition> = {}, modelBehaviour?: number): FingerprintParts => {
  const definition = registry.get(type)
  const model = MODELS[0]
  if (!definition || !model) throw new Error(`no ${type}`)
  return {
    definition: { ...definition, ...more },
    params: '{"a":"ü \\"quoted\\"","b":1}',
    inputs: '{"start":["00"]}',
    model: modelBehaviour === undefined ? undefined : { ...model, behaviour: modelBehaviour },
  }
}

describe('fingerprintText', () => {
  it.each([
    ['bare', undefined, null, false],
    ['with model', 1, null, false],
    ['with take', 1, 3, false],
    ['with stand-in', 1, 0, true],
  ] as const)('is the canonical JSON of the fingerprint: %s', (_, model, take, standIn) => {
    const text = fingerprintText(partsOf('make', {}, model), 1, undefined, take, standIn)
    expect(canonicalJson(fingerprintObject(text))).toBe(text)
  })

  it('has members for what an output is made from, and for nothing else', () => {
    const text = fingerprintText(partsOf('make', {}, 1), 1, undefined, 0, true)
    expect(Object.keys(fingerprintObject(text))).toEqual([
      ...['behaviour', 'inputs', 'model', 'node', 'params', 'standIn', 'take'],
    ])
    expect(fingerprintObject(text).model).toEqual({ behaviour: 1, id: 'free/one' })
  })
})

describe('acceptedTexts', () => {
  const behaviours = (parts: FingerprintParts) =>
    acceptedTexts(parts, 0, false).map((text) => {
      const { behaviour, model } = fingerprintObject(text) as { behaviour: number; model?: { behaviour: number } }
      return [behaviour, ...(model ? [model.behaviour] : [])]
    })

  it.each<[string, FingerprintParts, number[][]]>([
    [
      'a generator accepts all earlier behaviours of node and model',
      partsOf('make', { behaviour: 2 }, 2),
      [
        [2, 2],
        [2, 1],
        [1, 2],
        [1, 1],
      ],
    ],
    ['another node none', partsOf('work', { behaviour: 3 }), [[3]]],
    ['or those it names, newest first', partsOf('work', { behaviour: 4, accepts: [1, 3] }), [[4], [3], [1]]],
    ['a generator that says so none', partsOf('make', { behaviour: 3, accepts: [] }, 1), [[3, 1]]],
  ])('%s', (_, parts, expected) => {
    expect(behaviours(parts)).toEqual(expected)
  })
})

describe('seedOf', () => {
  it('keeps a given seed for the first take and derives all others, each its own, within 32 bits', () => {
    expect(seedOf(7, 'base', 0, sha)).toBe(7)
    const derived = [seedOf(7, 'base', 1, sha), seedOf(7, 'base', 2, sha), seedOf(null, 'base', 0, sha)]
    expect(new Set(derived).size).toBe(3)
    expect(derived.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)).toBe(true)
    expect(seedOf(7, 'other', 1, sha)).toBe(derived[0])
    expect(seedOf(null, 'other', 0, sha)).not.toBe(derived[2])
  })
})
