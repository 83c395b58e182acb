import type { NodeDefinition } from '../node/define.ts'
import type { Params } from '../node/params.ts'
import { type Document, FORMAT_VERSION, type Instance, zSettings } from './document.ts'

/** An empty document; `id` is a fresh UUID, `name` what a person calls it. */
export function newDocument(id: string, name: string): Document {
  return {
    reelay: FORMAT_VERSION,
    id,
    name,
    settings: zSettings.parse({}),
    nodes: [],
    edges: [],
    picks: {},
    decisions: {},
    groups: [],
    definitions: {},
  }
}

/**
 * A node to be placed. Every param is stored explicitly, so that a default changed later affects new nodes only; `params` (a
 * preset's, a person's) go before the defaults.
 */
export function newInstance(
  definition: NodeDefinition,
  id: string,
  title = definition.title,
  params: Params = {},
): Instance {
  const defaults = Object.entries(definition.params).map(([param, spec]) => [param, spec.default] as const)
  return {
    id,
    type: definition.type,
    version: definition.schema,
    title,
    position: { x: 0, y: 0 },
    params: { ...Object.fromEntries(defaults), ...params },
    bypass: false,
  }
}
