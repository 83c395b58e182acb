import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Registry } from '#shared/node/define.ts'
import { nodeOf } from '../store/document-index.ts'
import { boxOf, portsOfNode } from './card-box.ts'
import { bestPort, portTest, wireEdits } from './legal-ports.ts'
import { freshEdgeId } from './new-node.ts'
import { dotIndex, type WireLine } from './wires.ts'

/** Room between a node that was put on a wire and its neighbours, in pixels at zoom 1. */
const ROOM = 60

/** The ports by which a node of the document fits into a wire; null where it does not fit. */
export function insertPorts(
  document: Document,
  registry: Registry,
  node: Instance,
  edge: Edge,
): { readonly input: string; readonly output: string } | null {
  if (node.id === edge.from.node || node.id === edge.to.node) return null
  const cut = { ...document, edges: document.edges.filter((other) => other !== edge) }
  const input = bestPort(cut, registry, node, portTest(cut, registry, { ...edge.from, side: 'output' }), 'output')
  if (input === null) return null
  // What an output gives may hang on what goes in.
  const half = { ...cut, edges: [...cut.edges, { id: edge.id, from: edge.from, to: { node: node.id, port: input } }] }
  const shown = portsOfNode(half, node).outputs.map(({ id }) => id)
  const test = portTest(half, registry, { ...edge.to, side: 'input' })
  const output = bestPort(half, registry, node, test, 'input', shown)
  return output === null ? null : { input, output }
}

/**
 * The edits that put a node of the document into a wire. The wire's second half stays the edge it was, in its place: settings per
 * clip are kept under its id. Whatever would lie under the node moves to the right.
 */
export function insertEdits(
  document: Document,
  line: WireLine,
  node: Instance,
  ports: { readonly input: string; readonly output: string },
): readonly Edit[] {
  const { edge } = line
  const { via = [], ...straight } = edge
  const box = boxOf(document, node)
  const split = dotIndex(line, { x: box.x + box.width / 2, y: box.y + box.height / 2 })
  const [before, after] = [via.slice(0, split), via.slice(split)]
  const next = document.edges[document.edges.indexOf(edge) + 1]
  const first: Edge = { id: freshEdgeId(), from: edge.from, to: { node: node.id, port: ports.input } }
  const second: Edge = { ...straight, from: { node: node.id, port: ports.output } }
  return [
    { kind: 'disconnect', edge: edge.id },
    { kind: 'connect', edge: before.length > 0 ? { ...first, via: before } : first },
    {
      kind: 'connect',
      edge: after.length > 0 ? { ...second, via: after } : second,
      ...(next && { before: next.id }),
    },
    ...makeRoom(document, edge, node),
  ]
}

/** Moves the node off its source, and what comes after it off the node, as far as they would overlap. */
function makeRoom(document: Document, edge: Edge, node: Instance): readonly Edit[] {
  const source = nodeOf(document, edge.from.node)
  const target = nodeOf(document, edge.to.node)
  if (!source || !target) return []
  const box = boxOf(document, node)
  const from = boxOf(document, source)
  const to = boxOf(document, target)
  const positions: Record<NodeId, Instance['position']> = {}
  const level = (a: typeof box, b: typeof box) => a.y < b.y + b.height && b.y < a.y + a.height
  const x = level(box, from) ? Math.max(box.x, from.x + from.width + ROOM) : box.x
  if (x > box.x) positions[node.id] = { ...node.position, x }
  const shift = x + box.width + ROOM - to.x
  if (shift > 0 && to.x + to.width > x - ROOM && level({ ...box, x }, to)) {
    for (const id of below(document, target.id)) {
      const each = nodeOf(document, id)
      if (each && each.position.x >= to.x) positions[id] = { ...each.position, x: each.position.x + shift }
    }
  }
  return Object.keys(positions).length > 0 ? [{ kind: 'move-nodes', positions }] : []
}

function below(document: Document, from: NodeId): ReadonlySet<NodeId> {
  const found = new Set([from])
  for (const id of found) for (const edge of document.edges) if (edge.from.node === id) found.add(edge.to.node)
  return found
}

/**
 * The edits that remove nodes and wire what came before them to what came after, as far as the types fit. A wire that goes on stays
 * the edge it was at its input.
 */
export function removeKeepingFlow(document: Document, registry: Registry, nodes: ReadonlySet<NodeId>): readonly Edit[] {
  const edits: Edit[] = document.nodes
    .filter(({ id }) => nodes.has(id))
    .map(({ id }) => ({ kind: 'remove-node', node: id }))
  let current = after(document, edits)
  for (const [index, edge] of document.edges.entries()) {
    if (!nodes.has(edge.from.node) || nodes.has(edge.to.node)) continue
    const next = document.edges.slice(index + 1).find(({ id }) => current.edges.some((other) => other.id === id))
    for (const from of sources(document, edge.from.node, nodes)) {
      const drawn = wireEdits(current, registry, from, edge.to, edge.id)
      if ('problem' in drawn || drawn.edits.length !== 1) continue
      const { via: _via, ...straight } = edge
      const edit: Edit = { kind: 'connect', edge: { ...straight, from }, ...(next && { before: next.id }) }
      edits.push(edit)
      current = after(current, [edit])
      break
    }
  }
  return edits
}

/** What goes into a node, seen through those that are taken out. */
function sources(document: Document, node: NodeId, out: ReadonlySet<NodeId>): readonly Edge['from'][] {
  const open = new Set([node])
  const found: Edge['from'][] = []
  for (const each of open)
    for (const { from, to } of document.edges) {
      if (to.node !== each) continue
      if (out.has(from.node)) open.add(from.node)
      else found.push(from)
    }
  return found
}

function after(document: Document, edits: readonly Edit[]): Document {
  const result = applyEdits(document, edits)
  return result.ok ? result.document : document
}
