import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { newInstance } from '#shared/graph/new-document.ts'
import type { Params } from '#shared/node/params.ts'
import { commonParams, setAll } from './common-params.ts'

function node(type: string, id: string, params: Params = {}) {
  const definition = registry.get(type)
  if (!definition) throw new Error(`no ${type}`)
  const made = newInstance(definition, id)
  return { ...made, params: { ...made.params, ...params } }
}
const free = () => false
const byId = (...nodes: ReturnType<typeof node>[]) =>
  new Map(commonParams(nodes, registry, free).map((each) => [each.id, each]))

describe('params that nodes have in common', () => {
  it('are all but settings per wire for nodes of one type', () => {
    const shared = byId(node('sequence', 'a'), node('sequence', 'b'))
    expect([...shared.keys()]).toEqual(['transition', 'transitionSeconds'])
  })

  it('tell where values differ, absent ones counting as the default', () => {
    const { params: _, ...bare } = node('model', 'b')
    const shared = byId(node('model', 'a', { duration: 5, prompt: 'x' }), { ...bare, params: { prompt: 'y' } })
    expect(shared.get('duration')).toMatchObject({ mixed: false, value: 5 })
    expect(shared.get('prompt')).toMatchObject({ mixed: true, value: 'x' })
  })

  it('need one id, one kind and one meaning', () => {
    const shared = byId(node('model', 'a'), node('normalize', 'b'))
    expect(shared.get('width')).toMatchObject({ spec: { kind: 'number', inherit: 'width', integer: true } })
    expect(shared.has('prompt')).toBe(false)
    // A frame rate that is the film's and one that is the model's own both take none, but mean other things by it.
    expect(shared.get('fps')?.spec).toMatchObject({ nullable: true })
    expect(shared.get('fps')?.spec).not.toHaveProperty('inherit')
    expect(byId(node('model', 'a'), node('upscale', 'b')).has('model')).toBe(false)
    expect(byId(node('model', 'a'), node('model', 'b')).has('model')).toBe(true)
  })

  it('leave wired ones alone', () => {
    const nodes = [node('model', 'a', { prompt: 'x' }), node('model', 'b', { prompt: 'y' })]
    const [prompt] = commonParams(nodes, registry, (id, param) => id === 'a' && param === 'prompt').filter(
      ({ id }) => id === 'prompt',
    )
    if (!prompt) throw new Error('no prompt')
    expect(prompt).toMatchObject({ value: 'y', mixed: false, nodes: ['b'], wired: 1 })
    expect(setAll(prompt, 'z')).toEqual([{ kind: 'set-param', node: 'b', param: 'prompt', value: 'z' }])
  })

  it('are none where a node is of an unknown type', () => {
    expect(commonParams([node('model', 'a'), { ...node('model', 'b'), type: 'gone' }], registry, free)).toEqual([])
  })
})
