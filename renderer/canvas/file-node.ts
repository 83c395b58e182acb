import { hasEnding } from '#shared/ipc/file-endings.ts'
import type { NodeDefinition, Preset } from '#shared/node/define.ts'
import type { FileParam } from '#shared/node/params.ts'

type FileKind = FileParam['accept'][number]

/** What a file holds, by what the system says of it and by its name; null: nothing that a node takes. */
export function kindOfFile({ name, type }: Pick<File, 'name' | 'type'>): FileKind | null {
  if (hasEnding(name, 'table')) return 'table'
  const [kind] = type.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : null
}

/** The node that brings a file of a kind into the graph, set to the file at `path`; null: no node takes such files. */
export function nodeForFile(
  definitions: Iterable<NodeDefinition>,
  { kind, name, path }: { readonly kind: FileKind; readonly name: string; readonly path: string },
): { readonly definition: NodeDefinition; readonly preset: Preset } | null {
  const title = name.replace(/\.[^.]+$/, '')
  for (const definition of definitions) {
    const params = Object.entries(definition.params)
    const [file] = params.find(([, spec]) => spec.kind === 'file' && spec.accept.includes(kind)) ?? []
    if (file === undefined) continue
    // Where one node takes several kinds, a choice says which it is.
    const [choice] =
      params.find(([, spec]) => spec.kind === 'choice' && spec.options.some(({ value }) => value === kind)) ?? []
    return {
      definition,
      preset: { id: definition.type, title, params: { ...(choice !== undefined && { [choice]: kind }), [file]: path } },
    }
  }
  return null
}
