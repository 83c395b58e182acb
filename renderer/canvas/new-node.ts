import type { Document, Instance } from '#shared/graph/document.ts'
import { newInstance } from '#shared/graph/new-document.ts'
import type { NodeDefinition, Preset } from '#shared/node/define.ts'

/** An id that is free in the document and readable in it: `model`, `model-2`, … `taken` are given away already. */
export function freshId(document: Document, base: string, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set(document.nodes.map(({ id }) => id))
  let id = base
  for (let n = 2; used.has(id) || taken.has(id); n++) id = `${base}-${n}`
  return id
}

/** An edge id; random, so that two windows never choose the same. */
export function freshEdgeId(): string {
  return `e${crypto.randomUUID().slice(0, 8)}`
}

/** A node as the library offers it, with a title that no other node has. */
export function nodeToPlace(
  document: Document,
  definition: NodeDefinition,
  preset: Preset | null,
  position: { readonly x: number; readonly y: number },
): Instance {
  const name = preset?.title ?? definition.title
  const titles = new Set(document.nodes.map(({ title }) => title))
  let title = name
  for (let n = 2; titles.has(title); n++) title = `${name} ${n}`
  const id = freshId(document, preset?.id ?? definition.type)
  const instance = newInstance(definition, id, title, preset?.params ?? {})
  return { ...instance, position: { x: Math.round(position.x), y: Math.round(position.y) } }
}
