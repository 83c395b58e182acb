import type { EdgeId } from '#shared/graph/ids.ts'

/** An item of a list port: its wire, and whether it is the only one of it. */
interface Placed {
  readonly edge: EdgeId
  readonly single: boolean
}

/** The wires in a new order; null: nothing moves; `list`: the item is one of several of its wire, whose order is not ours. */
export type Reordered = { readonly edges: readonly EdgeId[] } | 'list' | null

/**
 * Moves item `from` before item `to` (`items.length`: to the end). `edges` are all wires of the port in their order, also those that
 * bring nothing. A place amid the items of another wire becomes the nearer side of that wire in the direction of the move.
 */
export function reorder(items: readonly Placed[], edges: readonly EdgeId[], from: number, to: number): Reordered {
  const moved = items[from]
  if (!moved || to === from || to === from + 1) return null
  if (!moved.single) return 'list'
  let place = Math.max(0, Math.min(to, items.length))
  const step = place > from ? 1 : -1
  while (place > 0 && place < items.length && items[place - 1]?.edge === items[place]?.edge) place += step
  const before = items[place]?.edge
  const rest = edges.filter((edge) => edge !== moved.edge)
  const at = before === undefined || before === moved.edge ? rest.length : rest.indexOf(before)
  const next = rest.toSpliced(at, 0, moved.edge)
  return next.every((edge, index) => edge === edges[index]) ? null : { edges: next }
}

/** Before which item something dropped at `x` goes: the first whose middle lies behind it. */
export function dropPlace(
  items: readonly { readonly start: number; readonly length: number }[],
  seconds: number,
): number {
  const at = items.findIndex(({ start, length }) => seconds < start + length / 2)
  return at < 0 ? items.length : at
}
