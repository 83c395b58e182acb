import type { ModelEntry } from '../catalog/schema.ts'
import type { Digest, Key } from '../graph/ids.ts'
import type { JsonObject } from '../json.ts'
import type { NodeDefinition } from '../node/define.ts'
import { isRepeatable } from '../node/define.ts'

/** Raised by hand when the stand-in renders the same request differently. Stand-in outputs cost nothing, so older ones are left. */
export const STAND_IN_BEHAVIOUR = 1

/** What an output is made from, before the numbers that upgrades raise. */
export interface FingerprintParts {
  readonly definition: NodeDefinition
  /** Canonical JSON of the keyed params. */
  readonly params: string
  /** Canonical JSON of `{port: [digest, …]}`. */
  readonly inputs: string
  readonly model: ModelEntry | undefined
}

/**
 * The fingerprint as its canonical JSON: node type, behaviour, effective params, model, take, and per input the content digests of
 * its items. No id, title, path, host, price, date or locale is in it. `take: null` gives the base key's.
 */
export function fingerprintText(
  parts: FingerprintParts,
  behaviour: number,
  modelBehaviour: number | undefined,
  take: number | null,
  standIn: boolean,
): string {
  // Member names in code-unit order: the text is canonical by construction, which a test checks against canonicalJson.
  let text = `{"behaviour":${behaviour},"inputs":${parts.inputs}`
  if (parts.model)
    text += `,"model":{"behaviour":${modelBehaviour ?? parts.model.behaviour},"id":${JSON.stringify(parts.model.id)}}`
  text += `,"node":${JSON.stringify(parts.definition.type)},"params":${parts.params}`
  if (standIn) text += `,"standIn":${STAND_IN_BEHAVIOUR}`
  if (take !== null) text += `,"take":${take}`
  return `${text}}`
}

/** Reads a fingerprint's text back as the object that is stored and shown. */
export function fingerprintObject(text: string): JsonObject {
  return JSON.parse(text) as JsonObject
}

/** Canonical JSON of content digests, in item order. */
export function digestsText(digests: readonly Digest[]): string {
  return digests.length === 0 ? '[]' : `["${digests.join('","')}"]`
}

/** Today's behaviour, then the earlier ones whose outputs still count, newest first. */
function behavioursOf(definition: NodeDefinition): readonly number[] {
  const accepts = definition.accepts ?? (isRepeatable(definition) ? [] : 'all')
  if (accepts === 'all') return descending(definition.behaviour)
  return [definition.behaviour, ...[...accepts].sort((a, b) => b - a)]
}

function descending(from: number): readonly number[] {
  return Array.from({ length: from }, (_, index) => from - index)
}

/** The texts whose keys count as this output, today's first: no upgrade makes a paid output stale. */
export function acceptedTexts(parts: FingerprintParts, take: number | null, standIn: boolean): readonly string[] {
  const behaviours = behavioursOf(parts.definition)
  const models = parts.model ? descending(parts.model.behaviour) : [undefined]
  if (behaviours.length === 1 && models.length === 1) {
    return [fingerprintText(parts, parts.definition.behaviour, undefined, take, standIn)]
  }
  return behaviours.flatMap((behaviour) =>
    models.map((model) => fingerprintText(parts, behaviour, model, take, standIn)),
  )
}

/**
 * The seed of a take: take 0 uses the given one; take n derives from it; no seed derives from base key and take. A whole number
 * from 0 to 2³²−1, as every provider takes it.
 */
export function seedOf(given: number | null, baseKey: Key, take: number, hash: (text: string) => string): number {
  if (given !== null && take === 0) return given
  return Number.parseInt(hash(`${given ?? baseKey}/${take}`).slice(0, 8), 16)
}
