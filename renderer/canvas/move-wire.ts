import type { Document, Edge } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import type { Registry } from '#shared/node/define.ts'
import { wireEdits } from './legal-ports.ts'

/**
 * The edits that take a wire from one pair of ports to another, or the sentence why that cannot be. It stays the edge it is, in its
 * place, with its dots.
 */
export function moveWire(
  document: Document,
  registry: Registry,
  edge: Edge,
  from: Edge['from'],
  to: Edge['to'],
): { readonly edits: readonly Edit[] } | { readonly problem: string } {
  if (sameEnd(edge.from, from) && sameEnd(edge.to, to)) return { edits: [] }
  const rest = { ...document, edges: document.edges.filter((other) => other !== edge) }
  const drawn = wireEdits(rest, registry, from, to, edge.id)
  if ('problem' in drawn) return drawn
  const gone = new Set(drawn.edits.flatMap((each) => (each.kind === 'disconnect' ? [each.edge] : [])))
  const next = document.edges.slice(document.edges.indexOf(edge) + 1).find(({ id }) => !gone.has(id))
  return {
    edits: [
      { kind: 'disconnect', edge: edge.id },
      ...drawn.edits.map((each): Edit => {
        if (each.kind !== 'connect') return each
        return { ...each, edge: { ...edge, from: each.edge.from, to: each.edge.to }, ...(next && { before: next.id }) }
      }),
    ],
  }
}

const sameEnd = (a: Edge['from'], b: Edge['from']) => a.node === b.node && a.port === b.port
