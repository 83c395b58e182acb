import type { Document, Instance } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { NodeDefinition, Registry } from '#shared/node/define.ts'
import type { PerItemParam } from '#shared/node/params.ts'

/** A list port that the timeline draws, with the param that holds the settings of its items. */
export interface Lane {
  readonly param: string
  readonly spec: PerItemParam
}

export interface Lanes {
  readonly clips: Lane
  readonly sounds: Lane | null
}

/** What the timeline draws of a node type, by what its definition declares; null for one that is no cut. */
export function lanesOf(definition: NodeDefinition | undefined): Lanes | null {
  const lanes = Object.entries(definition?.params ?? {}).flatMap(([param, spec]) =>
    spec.kind === 'per-item' && spec.timeline ? [{ param, spec }] : [],
  )
  const clips = lanes.find(({ spec }) => spec.timeline === 'clips')
  return clips ? { clips, sounds: lanes.find(({ spec }) => spec.timeline === 'sounds') ?? null } : null
}

/** The nodes that hold a cut, in document order. */
export function cutsIn(document: Document, registry: Registry): readonly Instance[] {
  return document.nodes.filter((node) => lanesOf(registry.get(node.type)) !== null)
}

/** The cut that is shown: the selected one, else the one that was picked, else the first. */
export function shownCut(
  cuts: readonly Instance[],
  selected: ReadonlySet<NodeId>,
  picked: NodeId | null,
): Instance | null {
  const chosen = selected.size === 1 ? cuts.find(({ id }) => selected.has(id)) : undefined
  return chosen ?? cuts.find(({ id }) => id === picked) ?? cuts[0] ?? null
}

/** The film that a cut becomes: the first node below it whose outputs are for the outside world. */
export function filmOf(document: Document, registry: Registry, cut: NodeId): NodeId | null {
  const below = [cut]
  const seen = new Set(below)
  for (const id of below) {
    for (const { from, to } of document.edges) {
      if (from.node !== id || seen.has(to.node)) continue
      seen.add(to.node)
      below.push(to.node)
      const type = document.nodes.find((node) => node.id === to.node)?.type
      if (type !== undefined && registry.get(type)?.delivers) return to.node
    }
  }
  return null
}

/** The node that makes the film: the last one in the document whose outputs are for the outside world. */
export function deliveredBy(document: Document, registry: Registry): NodeId | null {
  return document.nodes.findLast(({ type }) => registry.get(type)?.delivers)?.id ?? null
}
