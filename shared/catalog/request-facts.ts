import type { GenerateRequest } from '../node/generate.ts'
import type { ModelEntry, RequestPart } from './schema.ts'

/** A request that may still be on its way to becoming one. */
export type PartialRequest = { readonly [K in keyof GenerateRequest]?: GenerateRequest[K] | undefined }

/** True where the request holds this part; an empty text or kit counts as absent. */
export function holds(request: PartialRequest, part: RequestPart): boolean {
  const value = request[part]
  if (typeof value === 'string') return value.trim() !== ''
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined
}

/** True where the result has no native sound. */
export function isSilent(entry: ModelEntry, request: PartialRequest): boolean {
  return entry.sound !== 'always' && request.sound !== true
}

/** The shorter edge of the result in pixels: the size asked for, else the source's times the scale; null where not known. */
export function shortSideOf(request: PartialRequest): number | null {
  if (request.width !== undefined && request.height !== undefined) return Math.min(request.width, request.height)
  const source = (request.video ?? request.image)?.value.facts
  if (source?.width === undefined || source.height === undefined) return null
  return Math.min(source.width, source.height) * (request.scale ?? 1)
}
