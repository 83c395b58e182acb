import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import type { Json } from '#shared/json.ts'

/**
 * The edits that make `to` of `from`, order of nodes and wires included. The window steps through documents (undo, gestures); the
 * host is told of each step by what differs.
 */
export function diffDocuments(from: Document, to: Document): readonly Edit[] {
  if (from === to) return []
  const { edits, kept } = nodeEdits(from, to)
  return [...edits, ...edgeEdits(from, to, kept), ...restEdits(from, to)]
}

/** `kept`: nodes that were neither removed nor placed anew, whose wires therefore are still there. */
function nodeEdits(from: Document, to: Document): { edits: readonly Edit[]; kept: ReadonlySet<string> } {
  const before = new Map(from.nodes.map((node) => [node.id, node]))
  if (from.nodes === to.nodes) return { edits: [], kept: new Set(before.keys()) }
  const kept = keptInOrder(
    from.nodes.map(({ id }) => id),
    to.nodes.map(({ id }) => id),
    new Set(to.nodes.filter((node) => isSameNode(before.get(node.id), node)).map(({ id }) => id)),
  )
  const edits: Edit[] = []
  for (const { id } of from.nodes) if (!kept.has(id)) edits.push({ kind: 'remove-node', node: id })
  for (const node of to.nodes) {
    const was = before.get(node.id)
    if (!was || !kept.has(node.id)) edits.push({ kind: 'add-node', node })
    else if (was !== node) edits.push(...instanceEdits(was, node))
  }
  return { edits, kept }
}

/** New ids go to the end: whatever stands after the first one that is not there yet, or not in its place, cannot stay. */
function keptInOrder(
  before: readonly string[],
  after: readonly string[],
  alike: ReadonlySet<string>,
): ReadonlySet<string> {
  const left = before.filter((id) => alike.has(id))
  let same = 0
  while (same < left.length && left[same] === after[same]) same++
  return new Set(left.slice(0, same))
}

/** What edits can change of a placed node; with anything else it is another node of that id. */
const EDITABLE: ReadonlySet<string> = new Set(['title', 'bypass', 'collapsed', 'position', 'params'])

function isSameNode(was: Instance | undefined, node: Instance): boolean {
  if (!was) return false
  const keys = [...Object.keys(was), ...Object.keys(node)].filter((key) => !EDITABLE.has(key))
  if (keys.some((key) => was[key] !== node[key])) return false
  // A move adds to a position and takes nothing away.
  return Object.keys(was.position).every((key) => Object.hasOwn(node.position, key))
}

function instanceEdits(was: Instance, node: Instance): readonly Edit[] {
  const edits: Edit[] = []
  if (was.title !== node.title) edits.push({ kind: 'set-title', node: node.id, title: node.title })
  if (was.bypass !== node.bypass) edits.push({ kind: 'set-bypass', node: node.id, bypass: node.bypass })
  if ((was.collapsed ?? false) !== (node.collapsed ?? false))
    edits.push({ kind: 'set-collapsed', node: node.id, collapsed: node.collapsed ?? false })
  if (was.position !== node.position) edits.push({ kind: 'move-nodes', positions: { [node.id]: node.position } })
  if (was.params !== node.params) {
    const changed: Record<string, Json> = {}
    for (const [param, value] of Object.entries(node.params))
      if (!Object.hasOwn(was.params, param) || was.params[param] !== value) changed[param] = value
    if (Object.keys(changed).length > 0) edits.push({ kind: 'set-params', node: node.id, params: changed })
    for (const param of Object.keys(was.params))
      if (!Object.hasOwn(node.params, param)) edits.push({ kind: 'remove-param', node: node.id, param })
  }
  return edits
}

function edgeEdits(from: Document, to: Document, kept: ReadonlySet<string>): readonly Edit[] {
  const there = from.edges.filter((edge) => kept.has(edge.from.node) && kept.has(edge.to.node))
  const after = new Map(to.edges.map((edge) => [edge.id, edge]))
  const before = new Map(there.map((edge) => [edge.id, edge]))
  const same = there.filter((edge) => isSameWire(edge, after.get(edge.id)))
  const order = to.edges.flatMap((edge) => {
    const was = before.get(edge.id)
    return was && isSameWire(was, edge) ? [was] : []
  })
  let inOrder = 0
  while (inOrder < same.length && same[inOrder] === order[inOrder]) inOrder++
  const staying = new Set<Edge>(same.slice(0, inOrder))
  const edits: Edit[] = []
  for (const edge of there) if (!staying.has(edge)) edits.push({ kind: 'disconnect', edge: edge.id })
  // From the end, so that the wire each one goes before is there already.
  let next: Edge | undefined
  for (const edge of to.edges.toReversed()) {
    const was = before.get(edge.id)
    if (!was || !staying.has(was)) edits.push({ kind: 'connect', edge, ...(next && { before: next.id }) })
    else if (was.via !== edge.via) edits.push({ kind: 'route-edge', edge: edge.id, via: edge.via ?? [] })
    next = edge
  }
  return edits
}

/** Whether it is the same wire, however it is led. */
function isSameWire(was: Edge, edge: Edge | undefined): boolean {
  if (was === edge) return true
  if (!edge) return false
  const keys = [...Object.keys(was), ...Object.keys(edge)].filter((key) => key !== 'via')
  return keys.every((key) => was[key] === edge[key])
}

function restEdits(from: Document, to: Document): readonly Edit[] {
  const edits: Edit[] = []
  if (from.name !== to.name) edits.push({ kind: 'rename-document', name: to.name })
  if (from.settings !== to.settings) edits.push({ kind: 'set-settings', settings: to.settings })
  if (from.groups !== to.groups) edits.push({ kind: 'set-groups', groups: to.groups })
  for (const [baseKey, pick] of changes(from.picks, to.picks))
    edits.push({ kind: 'set-pick', baseKey, takes: pick?.takes ?? 1, pick: pick?.pick ?? null })
  for (const [baseKey, takes] of changes(from.marks ?? {}, to.marks ?? {}))
    for (const [take, mark] of changes(from.marks?.[baseKey] ?? {}, takes ?? {}))
      edits.push({ kind: 'mark-take', baseKey, take: Number(take), mark: mark ?? null })
  for (const [digest, decision] of changes(from.decisions, to.decisions))
    edits.push({ kind: 'decide', digest, decision: decision ?? null })
  for (const [id, definition] of changes(from.definitions, to.definitions))
    edits.push({ kind: 'replace-definition', id, definition: definition ?? null })
  return edits
}

function* changes<T>(from: Record<string, T>, to: Record<string, T>): Generator<readonly [string, T | undefined]> {
  if (from === to) return
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) yield [key, undefined]
  for (const [key, value] of Object.entries(to))
    if (!Object.hasOwn(from, key) || from[key] !== value) yield [key, value]
}
