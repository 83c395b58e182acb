import { describe, expect, it } from 'vitest'
import { ID_PATTERN } from '#shared/graph/ids.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { paramProblem } from '#shared/node/param-values.ts'
import { paramPortType } from '#shared/node/ports-of.ts'
import { definitions, registry } from './index.ts'
import { STAND_INS } from './testing/models.ts'

/** Params that a node saved without them takes today's default for: those defaults may never change. */
const WITHOUT_NEUTRAL = ['file.kind']

function keyedParams(definition: NodeDefinition) {
  return Object.entries(definition.params).filter(([, spec]) => !spec.cosmetic)
}

it('the registry finds every definition by its type, and types are told apart', () => {
  expect(registry.size).toBe(definitions.length)
  for (const definition of definitions) expect(registry.get(definition.type)).toBe(definition)
})

describe.each(definitions.map((definition): [string, NodeDefinition] => [definition.type, definition]))(
  '%s',
  (type, definition) => {
    const { params, inputs, outputs, behave } = definition

    it('has legal ids', () => {
      const ids = [type, ...Object.keys(params), ...Object.keys(inputs), ...Object.keys(outputs)]
      expect(ids.filter((id) => !ID_PATTERN.test(id))).toEqual([])
    })

    it('has no input that a wired param would hide', () => {
      const wireable = Object.entries(params).filter(([, spec]) => paramPortType(spec) !== null)
      expect(wireable.filter(([id]) => id in inputs)).toEqual([])
    })

    it('has defaults and neutral values that its params allow', () => {
      for (const [id, spec] of Object.entries(params)) {
        expect([id, paramProblem(spec, spec.default)]).toEqual([id, null])
        if (spec.neutral !== undefined) expect([id, paramProblem(spec, spec.neutral)]).toEqual([id, null])
        if (spec.kind !== 'per-item') continue
        for (const [field, each] of Object.entries(spec.fields)) {
          expect([field, paramProblem(each, each.default)]).toEqual([field, null])
          // A settings row holds what differs, so a field that is missing must mean the same for ever.
          expect([field, each.neutral]).toEqual([field, each.default])
        }
      }
    })

    it('says what a missing param means, so that a later default dirties nothing', () => {
      const open = keyedParams(definition).filter(([, spec]) => spec.neutral === undefined && spec.kind !== 'model')
      expect(open.map(([id]) => `${type}.${id}`).filter((id) => !WITHOUT_NEUTRAL.includes(id))).toEqual([])
    })

    it('gives inherited params nothing of their own', () => {
      for (const [id, spec] of Object.entries(params)) {
        if (spec.inherit) expect([id, spec.default, spec.neutral]).toEqual([id, null, null])
      }
    })

    it('has settings per item only for its own list ports', () => {
      for (const spec of Object.values(params)) {
        if (spec.kind === 'per-item') expect(inputs[spec.port]?.list).toBe(true)
      }
    })

    it('has outputs like an input only where there is that input', () => {
      for (const { type: of } of Object.values(outputs)) {
        if (typeof of === 'object') expect(Object.keys(inputs)).toContain(of.sameAs)
      }
    })

    it('activates no output that it does not have', () => {
      for (const model of [undefined, ...STAND_INS]) {
        for (const wired of [[], Object.keys(inputs), Object.keys(params)]) {
          const active = definition.activeOutputs?.({}, model, new Set(wired)) ?? []
          expect(active.filter((port) => !(port in outputs))).toEqual([])
        }
      }
    })

    it('reads params of any shape, as an old or foreign file may hold them', () => {
      const shapes = [null, 0, 'x', [], {}].map((value) =>
        Object.fromEntries(Object.keys(params).map((id) => [id, value])),
      )
      for (const given of [{}, ...shapes]) {
        expect(() => definition.problems?.(given, new Set(), undefined)).not.toThrow()
        expect(() => definition.moreInputs?.(given)).not.toThrow()
        expect(() => definition.moreOutputs?.(given)).not.toThrow()
        expect(() => definition.activeOutputs?.(given, undefined, new Set())).not.toThrow()
        if (behave.kind === 'generate') expect(behave.simulation(given, { id: '0' })).toBeTypeOf('object')
      }
    })

    it('numbers its schema and behaviour without a gap', () => {
      const steps = Array.from({ length: definition.schema - 1 }, (_, index) => String(index + 2))
      expect(definition.behaviour).toBeGreaterThanOrEqual(1)
      expect(definition.schema).toBeGreaterThanOrEqual(1)
      expect(Object.keys(definition.migrate ?? {})).toEqual(steps)
    })

    it('is explained: a title, one sentence, and every port and param by its label', () => {
      const labels = [...Object.values(params), ...Object.values(inputs), ...Object.values(outputs)].map(
        ({ label }) => label,
      )
      expect(definition.title).toMatch(/^[A-Z]/)
      expect(definition.summary).toMatch(/^[A-Z][^.]{10,90}\.$/)
      expect(labels.filter((label) => !definition.docs.includes(`**${label}**`))).toEqual([])
      expect(definition.docs).toContain('### Example')
    })

    it('has labels that tell its params and inputs apart', () => {
      const labels = [...Object.values(params), ...Object.values(inputs)].map(({ label }) => label)
      expect(new Set(labels).size).toBe(labels.length)
    })

    it('has presets made of legal params', () => {
      for (const preset of definition.presets ?? []) {
        expect(preset.id).toMatch(ID_PATTERN)
        for (const [id, value] of Object.entries(preset.params)) {
          const spec = params[id]
          expect([id, spec && paramProblem(spec, value)]).toEqual([id, null])
        }
      }
    })

    it('works at no cost at first: models of defaults and presets are stand-ins of a kind it offers', () => {
      for (const [id, spec] of Object.entries(params)) {
        if (spec.kind !== 'model') continue
        for (const model of [
          spec.default,
          ...(definition.presets ?? []).map((preset) => preset.params[id] ?? spec.default),
        ]) {
          const entry = STAND_INS.find((candidate) => candidate.id === model)
          expect([model, entry && spec.kinds.includes(entry.kind)]).toEqual([model, true])
        }
      }
    })

    it('says what bounds it', () => {
      if (behave.kind === 'run') expect(definition.resource).toBeDefined()
      if (behave.kind !== 'generate') return
      expect(params[behave.modelParam]?.kind).toBe('model')
      expect(Object.keys(params)).toEqual(expect.arrayContaining(['standInDelay', 'standInFault']))
    })
  },
)

it('presets are told apart from each other and from types', () => {
  const ids = definitions.flatMap(({ type, presets }) => [type, ...(presets ?? []).map((preset) => preset.id)])
  expect(new Set(ids).size).toBe(ids.length)
})
