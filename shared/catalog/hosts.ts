import { holds, type PartialRequest, shortSideOf } from './request-facts.ts'
import type { Host, ModelEntry } from './schema.ts'

/** The hosts of a model that can take a request as it stands, in the catalog's order of preference. */
export function hostsFor(entry: ModelEntry, request: PartialRequest): readonly Host[] {
  const shortSide = shortSideOf(request)
  return entry.hosts.filter((host) => {
    if (host.lacks?.some((part) => holds(request, part))) return false
    return host.maxShortSide === undefined || shortSide === null || shortSide <= host.maxShortSide
  })
}
