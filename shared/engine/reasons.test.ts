import { expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import { reasonsBetween } from './reasons.ts'

const before: JsonObject = {
  behaviour: 1,
  inputs: { a: ['1'] },
  model: { behaviour: 1, id: 'm/1' },
  node: 'make',
  params: { seed: 4, prompt: 'sea' },
  take: 0,
}

it.each<[string, JsonObject, string[]]>([
  ['nothing', {}, []],
  ['a param', { params: { seed: 5, prompt: 'sea' } }, ['param seed: 4 → 5']],
  [
    'a param set and one left out',
    { params: { prompt: 'sea', size: 2 } },
    ['param seed: 4 → default', 'param size: default → 2'],
  ],
  ['a param that comes by wire', { params: { seed: 4, prompt: 'sky' } }, ['input prompt changed']],
  ['an input', { inputs: { a: ['2'] } }, ['input a changed']],
  ['wires', { inputs: { constructor: ['1'] } }, ['input a was unwired', 'input constructor was wired']],
  ['the model', { model: { behaviour: 1, id: 'm/2' } }, ['model: ‘m/1’ → ‘m/2’']],
  ['its version', { model: { behaviour: 2, id: 'm/1' } }, ['a newer version of the model']],
  ['the version of the node', { behaviour: 2 }, ['a newer version of the node']],
  ['the take', { take: 1 }, ['another take']],
  ['the stand-in', { standIn: 1 }, ['now a stand-in']],
  ['the type', { node: 'work' }, ['it was another kind of node']],
])('tells what differs: %s', (_, change, reasons) => {
  expect(reasonsBetween(before, { ...before, ...change }, new Set(['prompt']))).toEqual(reasons)
})

it('tells that a stand-in gives way to the real thing', () => {
  expect(reasonsBetween({ ...before, standIn: 1 }, before, new Set())).toEqual(['was a stand-in'])
})
