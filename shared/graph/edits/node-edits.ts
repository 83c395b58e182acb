import { type Json, sameJson } from '../../json.ts'
import type { Document, Instance } from '../document.ts'
import type { NodeId } from '../ids.ts'
import { nodeName } from '../node-name.ts'
import { done, type EditResult, refused } from './result.ts'
import type { EditOf } from './schema.ts'

export function addNode(document: Document, { node }: EditOf<'add-node'>): EditResult {
  const taken = document.nodes.find((other) => other.id === node.id)
  if (taken) return refused(`There is already a node with the id ${nodeName(taken)}; give the new one another id.`)
  return done({ ...document, nodes: [...document.nodes, node] })
}

export function removeNode(document: Document, { node }: EditOf<'remove-node'>): EditResult {
  const nodes = document.nodes.filter((other) => other.id !== node)
  if (nodes.length === document.nodes.length) return noNode(node)
  const edges = document.edges.filter((edge) => edge.from.node !== node && edge.to.node !== node)
  return done({ ...document, nodes, edges: edges.length === document.edges.length ? document.edges : edges })
}

export function setParam(document: Document, { node, param, value }: EditOf<'set-param'>): EditResult {
  return changeNode(document, node, (instance) => withParams(instance, { [param]: value }))
}

export function setParams(document: Document, { node, params }: EditOf<'set-params'>): EditResult {
  return changeNode(document, node, (instance) => withParams(instance, params))
}

export function removeParam(document: Document, { node, param }: EditOf<'remove-param'>): EditResult {
  return changeNode(document, node, (instance) => {
    if (!Object.hasOwn(instance.params, param)) return instance
    const { [param]: _removed, ...params } = instance.params
    return { ...instance, params }
  })
}

export function setTitle(document: Document, { node, title }: EditOf<'set-title'>): EditResult {
  return changeNode(document, node, (instance) => (instance.title === title ? instance : { ...instance, title }))
}

export function setBypass(document: Document, { node, bypass }: EditOf<'set-bypass'>): EditResult {
  return changeNode(document, node, (instance) => (instance.bypass === bypass ? instance : { ...instance, bypass }))
}

export function setCollapsed(document: Document, { node, collapsed }: EditOf<'set-collapsed'>): EditResult {
  return changeNode(document, node, (instance) => {
    if ((instance.collapsed ?? false) === collapsed) return instance
    const { collapsed: _before, ...open } = instance
    return collapsed ? { ...open, collapsed } : open
  })
}

export function moveNodes(document: Document, { positions }: EditOf<'move-nodes'>): EditResult {
  const wanted = new Map(Object.entries(positions))
  let moved = false
  const nodes = document.nodes.map((node) => {
    const position = wanted.get(node.id)
    wanted.delete(node.id)
    if (!position || sameJson(position, node.position)) return node
    moved = true
    return { ...node, position }
  })
  for (const unknown of wanted.keys()) return noNode(unknown)
  return done(moved ? { ...document, nodes } : document)
}

function withParams(instance: Instance, params: Readonly<Record<string, Json>>): Instance {
  const changed = Object.entries(params).filter(
    ([param, value]) => !Object.hasOwn(instance.params, param) || !sameJson(instance.params[param], value),
  )
  if (changed.length === 0) return instance
  return { ...instance, params: { ...instance.params, ...Object.fromEntries(changed) } }
}

/** Replaces one node; a change that gives the same node gives the same document. */
function changeNode(document: Document, id: NodeId, change: (node: Instance) => Instance): EditResult {
  const index = document.nodes.findIndex((node) => node.id === id)
  const before = document.nodes[index]
  if (!before) return noNode(id)
  const after = change(before)
  return done(after === before ? document : { ...document, nodes: document.nodes.with(index, after) })
}

function noNode(id: NodeId): EditResult {
  return refused(`There is no node with the id ‘${id}’.`)
}
