import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import { applyEdits } from '#shared/graph/edits.ts'
import { newDocument, newInstance } from '#shared/graph/new-document.ts'
import { differences, inWords, restoreEdits } from './differences.ts'

const definition = registry.get('model')
if (!definition) throw new Error('there is no model node')
const { settings } = newDocument('d', 'Film')
const placed = newInstance(definition, 'shot')
const node = {
  ...placed,
  id: 'shot',
  params: { ...placed.params, model: 'standin/animatic', prompt: 'a red fox', seed: 5 },
}
const made = (params = {}, model = 'standin/animatic') => ({
  params: { prompt: 'a red fox', seed: 5, width: 1280, height: 720, ...params },
  model,
})
const of = (what: ReturnType<typeof made>, wired: readonly string[] = []) =>
  differences(definition, node, new Set(wired), settings, what)

describe('what an output was made with', () => {
  it('is nothing to tell where the node still has it', () => {
    expect(of(made())).toEqual([])
  })

  it('is told param by param, the model among them', () => {
    expect(of(made({ seed: 4, prompt: 'a blue fox' }, 'veo/veo-3'))).toEqual([
      { param: 'model', label: 'Model', was: 'veo/veo-3', now: 'standin/animatic' },
      { param: 'prompt', label: 'Prompt', was: 'a blue fox', now: 'a red fox' },
      { param: 'seed', label: 'Seed', was: 4, now: 5 },
    ])
  })

  it('was neutral where the fingerprint leaves it out', () => {
    const { seed: _, ...params } = made().params
    expect(of({ ...made(), params })).toEqual([{ param: 'seed', label: 'Seed', was: null, now: 5 }])
  })

  it('leaves out what a wire brings', () => {
    expect(of(made({ prompt: 'a blue fox' }), ['prompt'])).toEqual([])
  })

  it('takes the film’s size for the same as an empty one', () => {
    expect(of(made({ width: 640 })).map(({ param }) => param)).toEqual(['width'])
  })

  it('comes back in one edit, and nothing else changes', () => {
    const document = { ...newDocument('d', 'Film'), nodes: [node] }
    const edits = restoreEdits('shot', of(made({ seed: 4, prompt: 'a blue fox' })))
    expect(edits).toHaveLength(1)
    const after = applyEdits(document, edits)
    expect(after.ok && after.document.nodes[0]?.params).toEqual({ ...node.params, seed: 4, prompt: 'a blue fox' })
    expect(restoreEdits('shot', [])).toEqual([])
  })

  it('is said in a few words', () => {
    const words = { now: 'now', none: 'empty' }
    expect(inWords({ param: 'seed', label: 'Seed', was: 4, now: null }, words)).toBe('Seed 4, now empty')
  })
})
