import type { ModelEntry } from '../catalog/schema.ts'
import type { NodeDefinition } from '../node/define.ts'
import type { Fit } from '../node/generate.ts'
import { acceptedTexts, type FingerprintParts, seedOf } from './fingerprint.ts'
import type { Args } from './resolve.ts'

type Generator = Extract<NodeDefinition['behave'], { kind: 'generate' }>

/**
 * The request a generator's take sends, and what its model will not use of it. `parts: null`, for a price before the inputs are
 * known, gives any seed.
 */
export function requestOf(
  definition: NodeDefinition,
  behave: Generator,
  work: { readonly args: Args; readonly parts: FingerprintParts | null },
  model: ModelEntry,
  take: number,
  world: { hash(text: string): string },
): Fit {
  const seedParam = Object.keys(definition.params).find((id) => definition.params[id]?.kind === 'seed')
  const given = seedParam === undefined ? null : (work.args.params as Readonly<Record<string, unknown>>)[seedParam]
  const baseKey = work.parts ? world.hash(acceptedTexts(work.parts, null, false)[0] as string) : ''
  const seed = seedOf(typeof given === 'number' ? given : null, baseKey, take, world.hash)
  return behave.request({ ...work.args, model, seed })
}
