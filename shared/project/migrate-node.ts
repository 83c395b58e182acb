import type { Instance } from '../graph/document.ts'
import { nodeName } from '../graph/node-name.ts'
import type { NodeDefinition } from '../node/define.ts'

/** What became of a node saved under another schema number of its type: `warning` says why it was kept as it is. */
export interface MigratedNode {
  readonly node: Instance
  readonly warning?: string
}

/** Brings a node's params from the schema they were saved with to the definition's, one step after the other. */
export function migrateNode(node: Instance, definition: NodeDefinition): MigratedNode {
  if (node.version === definition.schema) return { node }
  if (node.version > definition.schema) {
    return {
      node,
      warning: `${nodeName(node)} was saved by a newer Reelay (version ${node.version} of ${definition.title}, this one knows ${definition.schema}); it is kept as it is. Update Reelay to be sure of its result.`,
    }
  }
  let params: Instance['params'] = node.params
  for (let version = node.version + 1; version <= definition.schema; version++) {
    const step = definition.migrate?.[version]
    if (!step) return { node, warning: kept(node, version, 'there is no migration') }
    try {
      params = { ...step(params) }
    } catch (error) {
      return { node, warning: kept(node, version, error instanceof Error ? error.message : String(error)) }
    }
  }
  return { node: { ...node, version: definition.schema, params } }
}

function kept(node: Instance, version: number, why: string): string {
  return `${nodeName(node)} could not be brought to version ${version} of ‘${node.type}’ (${why}); it is kept as it was saved.`
}
