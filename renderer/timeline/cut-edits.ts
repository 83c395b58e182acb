import type { Edit } from '#shared/graph/edits.ts'
import { type Json, sameJson } from '#shared/json.ts'
import { type Fields, withFields, withoutWire } from '../inspector/item-settings.ts'
import type { CutView, Found } from './cut-view.ts'
import { reorder } from './reorder.ts'
import { momentOf, snap } from './timecode.ts'
import { type Edge, sharedWith, trimTo } from './trim.ts'

/** Sets fields of a clip or sound. */
export function fieldEdits({ node }: CutView, { lane, item }: Found, change: Fields): readonly Edit[] {
  const value = withFields(node.params[lane.param], lane.spec, item, change)
  return [{ kind: 'set-param', node: node.id, param: lane.param, value }]
}

/**
 * Moves an end of a clip or sound to `wanted` seconds of its source. What is heard of a sound stays where it is in the film: its
 * start moves along with its in point.
 */
export function trimEdits(view: CutView, found: Found, edge: Edge, wanted: number): readonly Edit[] {
  if (found.kind === 'clip') {
    const shared = sharedWith(found.item, view.clips[found.index + 1])
    return fieldEdits(view, found, trimTo(edge, wanted, found.item, shared, view.rate))
  }
  const { item } = found
  const fades = item.fadeIn + item.fadeOut
  if (edge === 'out') return fieldEdits(view, found, trimTo('out', wanted, item, fades, view.rate))
  const trimmed = trimTo('in', Math.max(wanted, item.in - item.start), item, fades, view.rate)
  const moved = 'in' in trimmed ? trimmed.in - item.in : 0
  return fieldEdits(view, found, { ...trimmed, start: Number(Math.max(0, item.start + moved).toFixed(6)) })
}

/** Moves an end by whole frames. */
export function nudgeEdits(view: CutView, found: Found, edge: Edge, frames: number): readonly Edit[] {
  const wanted = found.item[edge] + momentOf(frames, view.rate)
  return trimEdits(view, found, edge, wanted)
}

/** Lets a sound start at another moment of the film. */
export function startEdits(view: CutView, found: Found, wanted: number): readonly Edit[] {
  return fieldEdits(view, found, { start: Math.max(0, snap(wanted, view.rate)) })
}

/** Moves clip `from` before clip `to`; `list`: its order is not that of wires. */
export function orderEdits(view: CutView, from: number, to: number): readonly Edit[] | 'list' {
  const { port } = view.lanes.clips.spec
  const wires = view.edges.filter((edge) => edge.to.port === port).map(({ id }) => id)
  const next = reorder(view.clips, wires, from, to)
  if (next === 'list') return next
  return next ? [{ kind: 'reorder-edges', node: view.node.id, port, edges: [...next.edges] }] : []
}

/** Takes a wire off the cut, with its settings. */
export function removeEdits({ node }: CutView, { lane, item }: Found): readonly Edit[] {
  const stored: Json | undefined = node.params[lane.param]
  const kept = withoutWire(stored, item.edge)
  const changed = stored !== undefined && !sameJson(kept, stored)
  return [
    { kind: 'disconnect', edge: item.edge },
    ...(changed ? ([{ kind: 'set-param', node: node.id, param: lane.param, value: kept }] as const) : []),
  ]
}
