import type { GenerateRequest } from '../node/generate.ts'
import type { ModelEntry } from './schema.ts'

/** US dollars, lowest and highest. */
export type UsdRange = readonly [low: number, high: number]

export const FREE: UsdRange = [0, 0]

/** What a request to a model costs by its price list. */
export function priceOf(_entry: ModelEntry, _request: GenerateRequest): UsdRange {
  return FREE
}
