import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Document } from '#shared/graph/document.ts'
import { landOn } from './drag.ts'
import { insertPorts, removeKeepingFlow } from './insert.ts'
import { wireBelow } from './land.ts'
import { moveWire } from './move-wire.ts'
import { edited, film, node, wire, wires } from './testing/film.ts'

const withNode = (...nodes: Document['nodes']): Document => ({ ...film, nodes: [...film.nodes, ...nodes] })
const edge = (document: Document, id: string) => {
  const found = document.edges.find((each) => each.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('a node put on a wire', () => {
  it('fits where an input takes what comes and an output gives what is wanted', () => {
    const document = withNode(node('normalize', 'fit'), node('prompt', 'q'), node('note', 'words'))
    const ports = (id: string, on: string) => {
      const found = document.nodes.find((each) => each.id === id)
      return found && insertPorts(document, registry, found, edge(document, on))
    }
    expect(ports('fit', 'e2')).toEqual({ input: expect.any(String), output: expect.any(String) })
    expect(ports('fit', 'e1')).toBeNull()
    expect(ports('words', 'e2')).toBeNull()
    expect(ports('m', 'e2')).toBeNull()
  })

  it('takes the place of the wire, whose second half stays the edge it was, in its order and with its settings', () => {
    const fit = node('normalize', 'fit', 620, 0)
    const document = withNode(fit)
    const line = wireBelow(document, fit)
    expect(line?.edge.id).toBe('e2')
    if (!line) return
    const after = edited(document, landOn(document, [], 'fit', line))
    expect(wires(after)).toEqual([
      ...['p.text > m.prompt', 'p.text > n.prompt', 'fit.video > cut.clips', 'n.video > cut.clips'],
      expect.stringMatching(/^m\.video > fit\./),
    ])
    expect(after.edges[2]?.id).toBe('e2')
    const x = (id: string) => after.nodes.find((each) => each.id === id)?.position.x ?? 0
    expect(x('fit')).toBeGreaterThan(400 + 248)
    expect(x('cut')).toBeGreaterThan(x('fit') + 248)
    expect(x('n')).toBe(400)
  })
})

describe('removing nodes and keeping the flow', () => {
  it('wires what came before to what came after, where the types fit', () => {
    const fit = node('normalize', 'fit', 620, 0)
    const document: Document = {
      ...withNode(fit),
      edges: [
        ...film.edges.slice(0, 2),
        wire('e2', 'fit.video > cut.clips'),
        ...film.edges.slice(3),
        wire('e5', 'm.video > fit.clip'),
      ],
    }
    const after = edited(document, removeKeepingFlow(document, registry, new Set(['fit'])))
    expect(wires(after)).toEqual(wires(film))
    expect(after.edges.map(({ id }) => id)).toEqual(['e1', 'e4', 'e2', 'e3'])
    const cut = edited(film, removeKeepingFlow(film, registry, new Set(['m'])))
    expect(wires(cut)).toEqual(['p.text > n.prompt', 'n.video > cut.clips'])
  })
})

describe('a wire taken to another port', () => {
  it('stays the edge it was, in its place', () => {
    const clips = { node: 'cut', port: 'clips' }
    expect(moveWire(film, registry, edge(film, 'e2'), { node: 'm', port: 'video' }, clips)).toEqual({ edits: [] })
    // Where there is such a wire already, one is enough.
    expect(moveWire(film, registry, edge(film, 'e2'), { node: 'n', port: 'video' }, clips)).toEqual({
      edits: [{ kind: 'disconnect', edge: 'e2' }],
    })
    const document = withNode(node('model', 'o'))
    const other = moveWire(
      document,
      registry,
      edge(document, 'e2'),
      { node: 'o', port: 'video' },
      { node: 'cut', port: 'clips' },
    )
    if ('problem' in other) throw new Error(other.problem)
    const after = edited(document, other.edits)
    expect(wires(after).slice(2)).toEqual(['o.video > cut.clips', 'n.video > cut.clips'])
    expect(after.edges[2]?.id).toBe('e2')
  })

  it('says why not', () => {
    const moved = moveWire(
      film,
      registry,
      edge(film, 'e1'),
      { node: 'p', port: 'text' },
      { node: 'cut', port: 'clips' },
    )
    expect(moved).toEqual({ problem: expect.stringMatching(/takes video/) })
  })
})
