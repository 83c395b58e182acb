import type { ModelEntry } from '#shared/catalog/schema.ts'
import type { Json } from '#shared/json.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { inspectorStrings as t } from '../strings/inspector.ts'

/** How an output's fingerprint is older than today's node or model; null where it is of today. Both still count as they are. */
export function olderVersion(
  fingerprint: Json | undefined,
  definition: Pick<NodeDefinition, 'behaviour'>,
  model: Pick<ModelEntry, 'id' | 'behaviour'> | undefined,
): string | null {
  const behaviour = numberIn(fingerprint, 'behaviour')
  if (behaviour !== null && behaviour < definition.behaviour) return t.output.olderNode(behaviour, definition.behaviour)
  const used = memberOf(fingerprint, 'model')
  const usedBehaviour = numberIn(used, 'behaviour')
  if (!model || usedBehaviour === null || memberOf(used, 'id') !== model.id) return null
  return usedBehaviour < model.behaviour ? t.output.olderModel(usedBehaviour, model.behaviour) : null
}

/** A member of a JSON object; undefined where there is none, or it is no object. */
export function memberOf(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, name)) return undefined
  return (json as { readonly [key: string]: Json | undefined })[name]
}

function numberIn(json: Json | undefined, name: string): number | null {
  const value = memberOf(json, name)
  return typeof value === 'number' ? value : null
}
