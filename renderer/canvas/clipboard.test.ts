import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Document } from '#shared/graph/document.ts'
import { applyEdits } from '#shared/graph/edits.ts'
import { newDocument, newInstance } from '#shared/graph/new-document.ts'
import { copyPiece, pasteEdits, readPiece } from './clipboard.ts'

function film(): Document {
  const node = (type: string, id: string, params = {}) => {
    const definition = registry.get(type)
    if (!definition) throw new Error(type)
    return newInstance(definition, id, id, params)
  }
  const edge = (id: string, from: string, out: string, to: string, input: string) => ({
    id,
    from: { node: from, port: out },
    to: { node: to, port: input },
  })
  return {
    ...newDocument('d', 'Film'),
    nodes: [
      node('prompt', 'p'),
      node('model', 'm'),
      node('sequence', 'cut', { clips: { e2: { in: 1 }, 'e2#row': { in: 2 } } }),
    ],
    edges: [edge('e1', 'p', 'text', 'm', 'prompt'), edge('e2', 'm', 'video', 'cut', 'clips')],
  }
}

describe('copy and paste', () => {
  it('places nodes with new ids, the wires among them, and settings under the new wires', () => {
    const document = film()
    const piece = copyPiece(document, new Set(['m', 'cut']))
    const read = readPiece(JSON.stringify(piece))
    if (!read) throw new Error('not read')
    const { edits, nodes } = pasteEdits(document, read, { x: 500, y: 300 })
    const result = applyEdits(document, edits)
    if (!result.ok) throw new Error(result.problem)
    expect(nodes).toEqual(['m-2', 'cut-2'])
    expect(result.document.edges).toHaveLength(3)
    const wire = result.document.edges[2]
    expect(wire).toMatchObject({ from: { node: 'm-2' }, to: { node: 'cut-2', port: 'clips' } })
    const pasted = result.document.nodes.find(({ id }) => id === 'cut-2')
    expect(pasted?.params.clips).toEqual({ [`${wire?.id}`]: { in: 1 }, [`${wire?.id}#row`]: { in: 2 } })
    expect(pasted?.position).toEqual({ x: 500, y: 300 })
  })

  it('reads no other text as nodes', () => {
    expect(readPiece('hello')).toBeNull()
    expect(readPiece('{"reelayNodes": 1, "nodes": "x"}')).toBeNull()
    expect(readPiece('{"reelayNodes"')).toBeNull()
    expect(copyPiece(film(), new Set())).toBeNull()
  })
})
