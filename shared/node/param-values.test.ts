import { describe, expect, it } from 'vitest'
import { zSettings } from '../graph/document.ts'
import type { Json } from '../json.ts'
import { absentValue, literalValue, paramProblem, readParam, short, wiredValue } from './param-values.ts'
import type { ParamSpec } from './params.ts'
import { paramPortType } from './ports-of.ts'

const label = 'x'
const text: ParamSpec = { kind: 'text', label, default: 'd', maxLength: 5 }
const whole: ParamSpec = { kind: 'number', label, default: 2, neutral: 1, min: 0, max: 10, integer: true }
const width: ParamSpec = { kind: 'number', label, default: null, inherit: 'width' }
const on: ParamSpec = { kind: 'boolean', label, default: false }
const seed: ParamSpec = { kind: 'seed', label, default: null }
const fit: ParamSpec = { kind: 'choice', label, default: 'a', options: [{ value: 'a', label: 'A' }] }
const table: ParamSpec = { kind: 'table', label, default: { columns: [], rows: [] } }
const clips: ParamSpec = {
  kind: 'per-item',
  label,
  port: 'clips',
  default: {},
  fields: { level: { ...whole } as never },
}

describe('paramProblem', () => {
  it.each<[ParamSpec, Json, RegExp | null]>([
    [text, 'short', null],
    [text, 'too long', /8 characters, 5 is the most/],
    [text, 4, /not a text/],
    [whole, 10, null],
    [whole, 11, /over 10/],
    [whole, -1, /under 0/],
    [whole, 1.5, /whole number/],
    [whole, null, /no value/],
    [whole, '3', /not a number/],
    [width, null, null],
    [on, true, null],
    [on, 'true', /neither true nor false/],
    [seed, 4_294_967_295, null],
    [seed, 4_294_967_296, /whole number/],
    [seed, -1, /whole number/],
    [seed, null, null],
    [fit, 'a', null],
    [fit, 'constructor', /none of a/],
    [table, { columns: ['a'], rows: [{ id: 'r', cells: ['x'] }] }, null],
    [table, { columns: ['a'], rows: [{ id: '', cells: [] }] }, /not a table/],
    [
      table,
      {
        columns: [],
        rows: [
          { id: 'r', cells: [] },
          { id: 'r', cells: [] },
        ],
      },
      /two rows with the id ‘r’/,
    ],
    [clips, { 'e1#0': { level: 3 } }, null],
    [clips, { e1: { level: 30 } }, /‘level’ at ‘e1’ is 30, which is over 10/],
    [clips, { e1: { constructor: 3 } }, /‘constructor’ at ‘e1’ that is not known/],
    [clips, { e1: 3 }, /no settings at ‘e1’/],
    [clips, [], /not a set of settings/],
  ])('%# %j', (spec, value, problem) => {
    if (problem) expect(paramProblem(spec, value)).toMatch(problem)
    else expect(paramProblem(spec, value)).toBeNull()
  })
})

describe('readParam', () => {
  it.each<[ParamSpec, string, Json]>([
    [text, ' a ', ' a '],
    [whole, ' 7 ', 7],
    [width, '', null],
    [width, 'null', null],
    [on, 'Yes', true],
    [on, '0', false],
    [seed, '', null],
    [clips, '{"e1":{"level":2}}', { e1: { level: 2 } }],
  ])('%# reads ‘%s’', (spec, typed, value) => {
    expect(readParam(spec, typed)).toEqual({ ok: true, value })
  })

  it.each<[ParamSpec, string, RegExp]>([
    [whole, 'seven', /cannot be read from ‘seven’/],
    [whole, '', /no value/],
    [on, 'constructor', /cannot be read/],
    [fit, 'b', /none of a/],
    [table, '{', /cannot be read/],
    [clips, '[]', /not a set/],
  ])('%# refuses ‘%s’', (spec, typed, problem) => {
    const read = readParam(spec, typed)
    expect(read.ok ? '' : read.problem).toMatch(problem)
  })
})

describe('wiredValue', () => {
  it.each<[ParamSpec, Parameters<typeof wiredValue>[1], Json | undefined]>([
    [text, { type: 'text', text: 'a' }, 'a'],
    [text, { type: 'number', number: 2 }, '2'],
    [whole, { type: 'text', text: ' 3 ' }, 3],
    [whole, { type: 'text', text: '' }, undefined],
    [on, { type: 'number', number: 0 }, false],
    [on, { type: 'text', text: 'toString' }, undefined],
    [seed, { type: 'number', number: 4 }, 4],
    [table, { type: 'text', text: 'a,b' }, undefined],
    [table, { type: 'table', columns: ['a'], rows: [] }, { columns: ['a'], rows: [] }],
    [text, { type: 'sequence', clips: [], tracks: [] }, undefined],
  ])('%#', (spec, value, expected) => {
    expect(wiredValue(spec, value)).toEqual(expected)
  })
})

describe('a param that is not stored', () => {
  const settings = zSettings.parse({})
  it('means its neutral value, else its default; null of an inheriting one means the film’s', () => {
    expect([absentValue(whole), absentValue(text)]).toEqual([1, 'd'])
    expect(literalValue(whole, undefined, settings)).toBe(1)
    expect(literalValue(width, undefined, settings)).toBe(1280)
    expect(literalValue(width, 640, settings)).toBe(640)
  })
})

it('a wired param is an input of the type its kind can be read from', () => {
  expect([text, whole, on, seed, fit, table, clips].map(paramPortType)).toEqual([
    ...['text', 'number', 'number', 'number', 'text', 'table', null],
  ])
})

it('short fits on a line', () => {
  expect(short(`a\n${'b'.repeat(60)}`)).toBe(`‘a ${'b'.repeat(37)}…’`)
  expect(short(12)).toBe('12')
})
