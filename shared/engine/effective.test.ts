import { describe, expect, it } from 'vitest'
import { zSettings } from '../graph/document.ts'
import { graphOf } from '../graph/topology.ts'
import type { Value } from '../graph/values.ts'
import type { Json } from '../json.ts'
import { defineNode } from '../node/define.ts'
import { effectiveParams } from './effective.ts'
import type { Shape } from './shape.ts'
import { documentOf, MODELS } from './testing/rig.ts'
import { knownSlotOf } from './testing/slots.ts'
import type { InputFile } from './world.ts'

const label = 'x'
const definition = defineNode({
  ...{ type: 'all', schema: 1, behaviour: 1, title: 'All', summary: '', icon: 'frame', category: 'process', docs: '' },
  params: {
    words: { kind: 'text', label, default: 'd', neutral: '' },
    width: { kind: 'number', label, default: null, inherit: 'width' },
    note: { kind: 'text', label, default: '', cosmetic: true },
    model: { kind: 'model', label, default: 'free/one', kinds: ['video'] },
    path: { kind: 'file', label, default: '', accept: ['table'] },
    level: {
      kind: 'per-item',
      label,
      port: 'clips',
      default: {},
      fields: { gain: { kind: 'number', label, default: 0 } },
    },
  },
  inputs: { clips: { type: 'text', label, list: true } },
  outputs: {},
  behave: { kind: 'run', run: async () => ({}) },
})
const settings = zSettings.parse({ delivery: { width: 640 } })
const bare: Shape = { count: 1, ids: ['0'], mapped: [], lists: [] }
const files = new Map<string, InputFile>([
  ['rows.csv', { ok: true, digest: 'd1', table: { columns: ['a'], rows: [] } }],
  ['gone.png', { ok: false, message: 'there is no file ‘gone.png’.' }],
])
const resolve = (params: Record<string, Json>, shape = bare, wired: Record<string, Value> = {}) => {
  const document = documentOf({ n: ['all', params] })
  const node = graphOf(document, new Map([['all', definition]])).nodes.get('n')
  if (!node) throw new Error('no node')
  const world = {
    model: (id: string) => MODELS.find((model) => model.id === id),
    file: (path: string) => files.get(path),
  }
  const found = effectiveParams(node, shape, settings, world)((param) => wired[param])
  return found.ok ? { ...found.effective, keyed: JSON.parse(found.effective.keyed) } : found
}

describe('effectiveParams', () => {
  it.each<[string, Record<string, Json>, object]>([
    ['absent means neutral, which no key holds; inherited values are the film’s', {}, { keyed: { width: 640 } }],
    ['what is set is in the key', { words: 'w', width: 320 }, { keyed: { words: 'w', width: 320 } }],
    ['a set value that equals the inherited one has its key', { width: 640 }, { keyed: { width: 640 } }],
    ['cosmetic params reach the node, not the key', { note: 'n' }, { keyed: { width: 640 }, values: { note: 'n' } }],
    ['the model is not among the params', { model: 'paid/one' }, { keyed: { width: 640 }, model: { id: 'paid/one' } }],
    [
      'a file stands by its content',
      { path: 'rows.csv' },
      { keyed: { width: 640, path: { digest: 'd1' } }, values: { path: { digest: 'd1' } } },
    ],
    ['a file nobody has looked at', { path: 'new.csv' }, { ok: false, unread: 'new.csv' }],
    ['a file that is not there', { path: 'gone.png' }, { ok: false, problem: 'there is no file ‘gone.png’.' }],
    [
      'a model that is not there',
      { model: 'no/such' },
      { ok: false, problem: 'there is no model ‘no/such’ in the catalog.' },
    ],
    ['a value that is not legal', { words: 4 }, { ok: false, problem: '‘words’ is not a text.' }],
  ])('%s', (_, params, expected) => {
    const found = resolve(params)
    expect(found).toMatchObject(expected)
    if ('keyed' in expected && 'keyed' in found) expect(found.keyed).toEqual(expected.keyed)
  })

  it('settings per item are in the order of the items, without ids, and left out where none is set', () => {
    const input = { port: 'clips', type: 'text', required: false, list: true, param: null, sources: [] } as const
    const gathered = ['b', 'a'].map((id) => ({ edge: 'e', slot: knownSlotOf(id, id) }))
    const shape: Shape = { ...bare, lists: [{ input, gathered }] }
    expect(resolve({ level: { 'e#a': { gain: 3 } } }, shape)).toMatchObject({
      keyed: { level: [{}, { gain: 3 }] },
      values: { level: [{ gain: 0 }, { gain: 3 }] },
    })
    expect(resolve({ level: { 'e#gone': { gain: 3 }, 'e#a': { gain: 0 } } }, shape)).toMatchObject({
      keyed: { width: 640 },
    })
  })

  it('a wired value has the key of the literal it replaces', () => {
    const input = { port: 'words', type: 'text', required: false, list: false, sources: [] } as const
    const words = definition.params['words']
    if (!words) throw new Error('no param')
    const shape: Shape = { ...bare, mapped: [{ input: { ...input, param: words }, slots: [knownSlotOf('0', 'w')] }] }
    const wired = resolve({ words: 'unused' }, shape, { words: { type: 'text', text: 'w' } })
    expect(wired).toMatchObject({ keyed: { words: 'w', width: 640 } })
    expect(resolve({ words: 'literal' }, shape)).toMatchObject({ keyed: { words: 'literal', width: 640 } })
  })
})
