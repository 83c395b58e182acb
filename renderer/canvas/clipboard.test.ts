import { describe, expect, it } from 'vitest'
import { registry } from '#nodes/index.ts'
import type { Document } from '#shared/graph/document.ts'
import type { Group } from '#shared/graph/groups.ts'
import { middleOf } from './box.ts'
import { boxOf } from './card-box.ts'
import { copyPiece, type Piece, pasteEdits, readPiece } from './clipboard.ts'
import { edited, film, wires } from './testing/film.ts'

function pasted(document: Document, piece: Piece | null, at: { x: number; y: number } | null, inputs = false) {
  const read = readPiece(JSON.stringify(piece))
  if (!read) throw new Error('not read')
  const { edits, nodes, groups } = pasteEdits(document, registry, read, { at, inputs })
  return { after: edited(document, edits), nodes, groups }
}

describe('copy and paste', () => {
  it('places nodes with new ids, the wires among them with their dots, and settings under the new wires', () => {
    const document = edited(film, [{ kind: 'route-edge', edge: 'e2', via: [{ x: 700, y: 10 }] }])
    const { after, nodes } = pasted(document, copyPiece(document, new Set(['m', 'cut'])), null)
    expect(nodes).toEqual(['m-2', 'cut-2'])
    expect(after.edges).toHaveLength(5)
    const wire = after.edges[4]
    expect(wire).toMatchObject({
      from: { node: 'm-2' },
      to: { node: 'cut-2', port: 'clips' },
      via: [{ x: 740, y: 50 }],
    })
    const cut = after.nodes.find(({ id }) => id === 'cut-2')
    expect(cut?.params.clips).toEqual({ [`${wire?.id}`]: { in: 1 }, 'e3#row': { in: 2 } })
    expect(cut?.position).toEqual({ x: 840, y: 40 })
  })

  it('places them round a point', () => {
    const { after } = pasted(film, copyPiece(film, new Set(['p'])), { x: 500, y: 300 })
    const node = after.nodes.find(({ id }) => id === 'p-2')
    expect(node && middleOf(boxOf(after, node))).toEqual({ x: 500, y: 300 })
  })

  it('keeps inputs when asked to, where their nodes are, in the document they are of', () => {
    const piece = copyPiece(film, new Set(['m']))
    expect(wires(pasted(film, piece, null).after)).toEqual(wires(film))
    expect(wires(pasted(film, piece, null, true).after)).toEqual([...wires(film), 'p.text > m-2.prompt'])
    const other = { ...film, id: 'other' }
    expect(wires(pasted(other, piece, null, true).after)).toEqual(wires(film))
    const without = edited(film, [{ kind: 'remove-node', node: 'p' }])
    expect(wires(pasted(without, piece, null, true).after)).toEqual(wires(without))
  })

  it('takes groups along with what stands in them', () => {
    const act: Group = { id: 'act', title: 'Act', colour: 'blue', x: 350, y: -50, width: 400, height: 300 }
    const document: Document = { ...film, groups: [act] }
    const { after, nodes, groups } = pasted(document, copyPiece(document, new Set(), new Set(['act'])), null)
    expect(nodes).toEqual(['m-2'])
    expect(after.groups).toEqual([act, { ...act, id: groups[0], x: 390, y: -10 }])
  })

  it('reads no other text as nodes', () => {
    expect(readPiece('hello')).toBeNull()
    expect(readPiece('{"reelayNodes": 1, "nodes": "x"}')).toBeNull()
    expect(readPiece('{"reelayNodes": 1, "nodes": [], "edges": []}')).toBeNull()
    expect(readPiece('{"reelayNodes"')).toBeNull()
    expect(copyPiece(film, new Set())).toBeNull()
  })
})
