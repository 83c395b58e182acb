import { z } from 'zod'
import { type Document, zEdge, zInstance } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { freshEdgeId, freshId } from './new-node.ts'

const zPiece = z.object({ reelayNodes: z.literal(1), nodes: z.array(zInstance).min(1), edges: z.array(zEdge) })
/** A part of a document as it lies on the clipboard: nodes and the wires among them. */
export type Piece = z.infer<typeof zPiece>

export function copyPiece(document: Document, nodes: ReadonlySet<NodeId>): Piece | null {
  const copied = document.nodes.filter(({ id }) => nodes.has(id))
  if (copied.length === 0) return null
  const edges = document.edges.filter((edge) => nodes.has(edge.from.node) && nodes.has(edge.to.node))
  return { reelayNodes: 1, nodes: copied, edges }
}

/** What a clipboard's text holds; null where it is something else. */
export function readPiece(text: string): Piece | null {
  if (!text.includes('"reelayNodes"')) return null
  try {
    return zPiece.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/**
 * The edits that place a piece with ids of its own, its upper left corner at `at` (null: a little beside the original), and the ids
 * of the new nodes. Settings per item follow their wires' new ids.
 */
export function pasteEdits(
  document: Document,
  piece: Piece,
  at: { readonly x: number; readonly y: number } | null,
): { readonly edits: readonly Edit[]; readonly nodes: readonly NodeId[] } {
  const left = Math.min(...piece.nodes.map(({ position }) => position.x))
  const top = Math.min(...piece.nodes.map(({ position }) => position.y))
  const dx = at ? at.x - left : 40
  const dy = at ? at.y - top : 40
  const ids = new Map<NodeId, NodeId>()
  const taken = new Set<NodeId>()
  for (const { id } of piece.nodes) {
    const fresh = freshId(document, id.replace(/-\d+$/, ''), taken)
    taken.add(fresh)
    ids.set(id, fresh)
  }
  const edgeIds = new Map(piece.edges.map(({ id }) => [id, freshEdgeId()]))
  const edits: Edit[] = piece.nodes.map((node) => ({
    kind: 'add-node',
    node: {
      ...node,
      id: ids.get(node.id) ?? node.id,
      position: { ...node.position, x: Math.round(node.position.x + dx), y: Math.round(node.position.y + dy) },
      params: Object.fromEntries(
        Object.entries(node.params).map(([param, value]) => [param, renameEdges(value, edgeIds)]),
      ),
    },
  }))
  for (const edge of piece.edges) {
    const from = ids.get(edge.from.node)
    const to = ids.get(edge.to.node)
    const id = edgeIds.get(edge.id)
    if (from && to && id)
      edits.push({
        kind: 'connect',
        edge: { ...edge, id, from: { ...edge.from, node: from }, to: { ...edge.to, node: to } },
      })
  }
  return { edits, nodes: [...ids.values()] }
}

function renameEdges<T>(value: T, ids: ReadonlyMap<string, string>): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const renamed = Object.entries(value).map(([key, each]) => {
    const [edge = '', ...item] = key.split('#')
    const fresh = ids.get(edge)
    return [fresh ? [fresh, ...item].join('#') : key, each] as const
  })
  return Object.fromEntries(renamed) as T
}
