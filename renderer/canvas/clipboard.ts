import { z } from 'zod'
import { type Document, type Edge, zEdge, zInstance } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import { groupsOf, zGroup } from '#shared/graph/groups.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Registry } from '#shared/node/define.ts'
import { around, type Point } from './box.ts'
import { boxOf } from './card-box.ts'
import { nodesIn } from './groups.ts'
import { wireEdits } from './legal-ports.ts'
import { freshEdgeId, freshId } from './new-node.ts'

const zPiece = z.object({
  reelayNodes: z.literal(1),
  nodes: z.array(zInstance),
  edges: z.array(zEdge),
  /** Wires that come from nodes that were not copied, and the id of the document where those are. */
  inputs: z.array(zEdge).default([]),
  document: z.string().default(''),
  groups: z.array(zGroup).default([]),
})
/** A part of a document as it lies on the clipboard: nodes, the wires among them and into them, and groups. */
export type Piece = z.infer<typeof zPiece>

/** The nodes with those that stand in the groups; null for nothing. */
export function copyPiece(
  document: Document,
  selected: ReadonlySet<NodeId>,
  selectedGroups: ReadonlySet<string> = new Set(),
): Piece | null {
  const groups = groupsOf(document).filter(({ id }) => selectedGroups.has(id))
  const ids = new Set([...selected, ...groups.flatMap((group) => nodesIn(document, group))])
  const nodes = document.nodes.filter(({ id }) => ids.has(id))
  if (nodes.length === 0 && groups.length === 0) return null
  const into = document.edges.filter((edge) => ids.has(edge.to.node))
  return {
    ...{ reelayNodes: 1, nodes, groups, document: document.id },
    edges: into.filter((edge) => ids.has(edge.from.node)),
    inputs: into.filter((edge) => !ids.has(edge.from.node)),
  }
}

/** What a clipboard's text holds; null where it is something else. */
export function readPiece(text: string): Piece | null {
  if (!text.includes('"reelayNodes"')) return null
  try {
    const piece = zPiece.safeParse(JSON.parse(text)).data
    return piece && piece.nodes.length + piece.groups.length > 0 ? piece : null
  } catch {
    return null
  }
}

export interface Pasted {
  readonly edits: readonly Edit[]
  readonly nodes: readonly NodeId[]
  readonly groups: readonly string[]
}

/**
 * The edits that place a piece with ids of its own, its middle at `at` (null: a little beside the original), and the new ids.
 * Settings per item follow their wires' new ids. `inputs`: wires from outside are drawn too, where their nodes still are.
 */
export function pasteEdits(
  document: Document,
  registry: Registry,
  piece: Piece,
  { at, inputs }: { readonly at: Point | null; readonly inputs: boolean },
): Pasted {
  const { dx, dy } = shiftTo(document, piece, at)
  const ids = new Map<NodeId, NodeId>()
  const taken = new Set<NodeId>()
  for (const { id } of piece.nodes) {
    const fresh = freshId(document, id.replace(/-\d+$/, ''), taken)
    taken.add(fresh)
    ids.set(id, fresh)
  }
  const outside = inputs && piece.document === document.id ? piece.inputs : []
  const edgeIds = new Map([...piece.edges, ...outside].map(({ id }) => [id, freshEdgeId()]))
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
    if (from && to) edits.push({ kind: 'connect', edge: renamed(edge, edgeIds, from, to, { x: dx, y: dy }) })
  }
  edits.push(...inputEdits(document, registry, edits, outside, ids, edgeIds))
  const groups = piece.groups.map((group) => {
    const { x, y } = group
    return { ...group, id: `g${crypto.randomUUID().slice(0, 8)}`, x: Math.round(x + dx), y: Math.round(y + dy) }
  })
  edits.push(...groups.map((group): Edit => ({ kind: 'set-group', group })))
  return { edits, nodes: [...ids.values()], groups: groups.map(({ id }) => id) }
}

function shiftTo(document: Document, piece: Piece, at: Point | null): { dx: number; dy: number } {
  const whole = around([...piece.nodes.map((node) => boxOf(document, node)), ...piece.groups])
  if (!at || !whole) return { dx: 40, dy: 40 }
  return { dx: at.x - whole.x - whole.width / 2, dy: at.y - whole.y - whole.height / 2 }
}

function renamed(edge: Edge, ids: ReadonlyMap<string, string>, from: NodeId, to: NodeId, shift: Point): Edge {
  const via = edge.via?.map((dot) => ({ ...dot, x: Math.round(dot.x + shift.x), y: Math.round(dot.y + shift.y) }))
  return {
    ...{ ...edge, id: ids.get(edge.id) ?? edge.id },
    ...{ from: { ...edge.from, node: from }, to: { ...edge.to, node: to }, ...(via && { via }) },
  }
}

/** Wires from nodes of the document to pasted ones; those that do not fit any more are left out. */
function inputEdits(
  document: Document,
  registry: Registry,
  pasted: readonly Edit[],
  outside: readonly Edge[],
  ids: ReadonlyMap<NodeId, NodeId>,
  edgeIds: ReadonlyMap<string, string>,
): readonly Edit[] {
  if (outside.length === 0) return []
  const edits: Edit[] = []
  const result = applyEdits(document, pasted)
  let current = result.ok ? result.document : document
  for (const edge of outside) {
    const to = { port: edge.to.port, node: ids.get(edge.to.node) ?? edge.to.node }
    const drawn = wireEdits(current, registry, edge.from, to, edgeIds.get(edge.id) ?? edge.id)
    if ('problem' in drawn) continue
    const next = applyEdits(current, drawn.edits)
    if (!next.ok) continue
    current = next.document
    edits.push(...drawn.edits)
  }
  return edits
}

function renameEdges<T>(value: T, ids: ReadonlyMap<string, string>): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const renamedKeys = Object.entries(value).map(([key, each]) => {
    const [edge = '', ...item] = key.split('#')
    const fresh = ids.get(edge)
    return [fresh ? [fresh, ...item].join('#') : key, each] as const
  })
  return Object.fromEntries(renamedKeys) as T
}
