import type { ItemId, PortId } from '../graph/ids.ts'
import type { OutputRecord } from './interfaces.ts'
import { knownSlot, type Origin, type Slot } from './slot.ts'

/**
 * The slots that a stored output gives on one port. The items of a list have ids of their own; `nested` puts them within their
 * work item's, where several work items give lists that are flattened.
 */
export function recordSlots(
  record: OutputRecord,
  origin: Origin,
  id: ItemId,
  port: PortId,
  nested: boolean,
): readonly Slot[] {
  // The port is whatever a file's edge names, `constructor` included.
  const items = Object.hasOwn(record, port) ? record[port] : undefined
  if (!items) return [{ state: 'absent', id }]
  const first = items[0]
  if (items.length === 1 && first && first.id === undefined) return [knownSlot(id, first, origin)]
  return items.map((item, place) => {
    const own = item.id ?? String(place)
    return knownSlot(nested ? `${id}/${own}` : own, item, origin)
  })
}
