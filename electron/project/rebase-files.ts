import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { Document } from '#shared/graph/document.ts'
import type { Registry } from '#shared/node/define.ts'

/** The document with its relative input files as they read from another folder; absolute where `to` is null. */
export function rebaseFiles(document: Document, registry: Registry, from: string, to: string | null): Document {
  if (to !== null && resolve(to) === resolve(from)) return document
  const nodes = document.nodes.map((node) => {
    const files = Object.entries(registry.get(node.type)?.params ?? {}).filter(([, spec]) => spec.kind === 'file')
    const moved = files.flatMap(([param]) => {
      const value = node.params[param]
      if (typeof value !== 'string' || value === '' || isAbsolute(value)) return []
      const absolute = resolve(from, value)
      return [[param, to === null ? absolute : relative(to, absolute).split(sep).join('/')] as const]
    })
    return moved.length === 0 ? node : { ...node, params: { ...node.params, ...Object.fromEntries(moved) } }
  })
  return { ...document, nodes }
}

/** The folder that relative input files of a document are looked for from. */
export function folderOf(file: string): string {
  return dirname(resolve(file))
}
