import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '#shared/graph/document.ts'
import { applyEdit, applyEdits, type Edit } from '#shared/graph/edits.ts'
import { newDocument } from '#shared/graph/new-document.ts'
import { anyEdit } from '#shared/graph/testing/arbitraries.ts'
import { serialiseProject } from '#shared/project/serialise.ts'
import { diffDocuments } from './document-diff.ts'

function applied(document: Document, edits: readonly Edit[]): Document {
  const result = applyEdits(document, edits)
  if (!result.ok) throw new Error(result.problem)
  return result.document
}
/** As after those of the edits that are possible. */
const tried = (document: Document, edits: readonly Edit[]) =>
  edits.reduce((current, edit) => {
    const result = applyEdit(current, edit)
    return result.ok ? result.document : current
  }, document)

describe('what differs between two documents', () => {
  it('leads from any document to any other, in its order', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), fc.array(anyEdit, { maxLength: 40 }), (first, second) => {
        const from = tried(newDocument('d', 'Film'), first)
        const to = tried(from, second)
        expect(applied(from, diffDocuments(from, to))).toEqual(to)
        expect(applied(to, diffDocuments(to, from))).toEqual(from)
      }),
      { numRuns: 1000 },
    )
  })

  it('places a node anew that another one has taken the id of', () => {
    const node = (type: string): Edit => ({
      kind: 'add-node',
      node: { id: 'a', type, version: 1, title: '', position: { x: 0, y: 0 }, params: {}, bypass: false },
    })
    const from = applied(newDocument('d', 'Film'), [node('prompt')])
    const to = applied(from, [{ kind: 'remove-node', node: 'a' }, node('model')])
    expect(applied(from, diffDocuments(from, to))).toEqual(to)
  })

  it('takes the first pick and the first mark away again, to the byte', () => {
    const from = newDocument('d', 'Film')
    const to = applied(from, [
      { kind: 'set-pick', baseKey: 'key', takes: 2, pick: 1 },
      { kind: 'mark-take', baseKey: 'key', take: 1, mark: { star: true } },
    ])
    expect(serialiseProject(applied(to, diffDocuments(to, from)))).toBe(serialiseProject(from))
  })

  it('is nothing for the same document', () => {
    const document = newDocument('d', 'Film')
    expect(diffDocuments(document, document)).toEqual([])
  })
})
