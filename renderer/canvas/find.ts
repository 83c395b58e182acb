import type { Document, Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Registry } from '#shared/node/define.ts'

/** Nodes whose title, type, model or words hold every word of the query, in document order. `modelTitle`: of a model id. */
export function findNodes(
  document: Document,
  registry: Registry,
  query: string,
  modelTitle: (model: string) => string | undefined,
): readonly NodeId[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return document.nodes
    .filter((node) => {
      const text = textOf(node, registry, modelTitle).toLocaleLowerCase()
      return words.every((word) => text.includes(word))
    })
    .map(({ id }) => id)
}

function textOf(node: Instance, registry: Registry, modelTitle: (model: string) => string | undefined): string {
  const definition = registry.get(node.type)
  const texts = [node.title, node.id, node.type, definition?.title ?? '']
  for (const [id, spec] of Object.entries(definition?.params ?? {})) {
    const value = node.params[id]
    if (typeof value !== 'string') continue
    if (spec.kind === 'text') texts.push(value)
    if (spec.kind === 'model') texts.push(value, modelTitle(value) ?? '')
  }
  return texts.join('\n')
}
