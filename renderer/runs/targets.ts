import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { Registry } from '#shared/node/define.ts'

/** What a run or the plan panel is about: everything, the selection, or the selection and all below it. */
export const SCOPES = ['all', 'selected', 'below'] as const
export type PlanScope = (typeof SCOPES)[number]

/** The targets of a scope (null: everything); none of them is a note, bypassed, or of an unknown type. */
export function targetsOf(
  scope: PlanScope,
  document: Document,
  selection: ReadonlySet<NodeId>,
  registry: Registry,
): readonly NodeId[] | null {
  if (scope === 'all') return null
  const wanted = scope === 'below' ? withAllBelow(document, selection) : selection
  return document.nodes
    .filter(({ id, type, bypass }) => {
      const definition = registry.get(type)
      return wanted.has(id) && !bypass && definition !== undefined && definition.behave.kind !== 'inert'
    })
    .map(({ id }) => id)
}

/** Some nodes and everything that depends on them. */
export function withAllBelow(document: Document, from: Iterable<NodeId>): ReadonlySet<NodeId> {
  const below = Map.groupBy(document.edges, (edge) => edge.from.node)
  const found = new Set(from)
  for (const id of found) for (const edge of below.get(id) ?? []) found.add(edge.to.node)
  return found
}
