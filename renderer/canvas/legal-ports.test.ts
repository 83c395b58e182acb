import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Document } from '#shared/graph/document.ts'
import { newDocument, newInstance } from '#shared/graph/new-document.ts'
import { fitsWire, portTest, wireEdits } from './legal-ports.ts'

function node(type: string, id: string) {
  const definition = registry.get(type)
  if (!definition) throw new Error(type)
  return newInstance(definition, id)
}
const wired: Document = {
  ...newDocument('d', 'Film'),
  nodes: [node('prompt', 'p'), node('prompt', 'q'), node('model', 'm'), node('sequence', 's')],
  edges: [
    { id: 'e1', from: { node: 'p', port: 'text' }, to: { node: 'm', port: 'prompt' } },
    { id: 'e2', from: { node: 'm', port: 'video' }, to: { node: 's', port: 'clips' } },
  ],
}
const at = (id: string) => wired.nodes.find((each) => each.id === id) ?? node('note', id)

describe('a wire that is being drawn', () => {
  it('may end where its type fits, never at its own node or above it', () => {
    const fromPrompt = portTest(wired, registry, { node: 'q', port: 'text', side: 'output' })
    expect([fromPrompt(at('m'), 'prompt'), fromPrompt(at('m'), 'startFrame'), fromPrompt(at('q'), 'text')]).toEqual([
      true,
      false,
      false,
    ])
    const fromModel = portTest(wired, registry, { node: 'm', port: 'video', side: 'output' })
    expect([fromModel(at('s'), 'clips'), fromModel(at('p'), 'text')]).toEqual([true, false])
    const fromClips = portTest(wired, registry, { node: 's', port: 'clips', side: 'input' })
    expect([fromClips(at('m'), 'video'), fromClips(at('p'), 'text')]).toEqual([true, false])
  })

  it('takes the place of the one wire an input can have, and joins those of a list', () => {
    const other = wireEdits(wired, registry, { node: 'q', port: 'text' }, { node: 'm', port: 'prompt' }, 'new')
    expect(other).toMatchObject({ edits: [{ kind: 'disconnect', edge: 'e1' }, { kind: 'connect' }] })
    const same = wireEdits(wired, registry, { node: 'p', port: 'text' }, { node: 'm', port: 'prompt' }, 'new')
    expect(same).toEqual({ edits: [] })
    const refused = wireEdits(wired, registry, { node: 'q', port: 'text' }, { node: 's', port: 'clips' }, 'new')
    expect(refused).toEqual({ problem: expect.stringMatching(/takes video/) })
  })

  it('is offered the nodes that have a port for it', () => {
    const offered = [...registry.values()]
      .filter((each) => fitsWire(each, newInstance(each, 'x'), 'video', 'output'))
      .map(({ type }) => type)
    expect(offered).toContain('normalize')
    expect(offered).toContain('sequence')
    expect(offered).not.toContain('prompt')
    expect(offered).not.toContain('note')
  })
})
