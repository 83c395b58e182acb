import type { Digest, ItemId, NodeId } from '../graph/ids.ts'
import { contentOf, type Value } from '../graph/values.ts'
import { canonicalJson } from '../json.ts'
import type { OutputItem } from './interfaces.ts'

export interface KnownSlot {
  readonly state: 'known'
  readonly id: ItemId
  readonly value: Value
  readonly digest: Digest
  /** Absent for what a person wrote at a gate. */
  readonly origin?: Origin
}

/** What one element of a list is, or what is still in the way of knowing it. */
export type Slot =
  | KnownSlot
  /**
   * `from`: the node that has to run, or the gate that has to be answered, first. `guess`: what it will be if the person lets it
   * pass as it is. `seconds`: how long the clip will be, where that can be foretold.
   */
  | {
      readonly state: 'unknown'
      readonly id: ItemId
      readonly from: NodeId
      readonly guess?: KnownSlot
      readonly seconds?: number
    }
  /** `from`: the node that failed, or that a person stopped. */
  | { readonly state: 'blocked'; readonly id: ItemId; readonly from: NodeId }
  /** The node gives nothing on this port for this item. */
  | { readonly state: 'absent'; readonly id: ItemId }

/** The execution whose stored output a slot shows; its blob may have been pruned. */
export interface Origin {
  readonly node: NodeId
  readonly index: number
  readonly take: number
}

/** A list as it stands: `open` where its length is not known until `open` has run; it then holds one unknown slot. */
export interface SlotList {
  readonly slots: readonly Slot[]
  readonly open?: NodeId
}

/** Lower-case hex SHA-256 of a value's content: of the bytes for media, of the canonical JSON for the rest. */
export function digestOf(value: Value, hash: (text: string) => string): Digest {
  if (value.type === 'image' || value.type === 'video' || value.type === 'audio') return value.digest
  return hash(canonicalJson(contentOf(value)))
}

/** The slot that shows a stored output item. */
export function knownSlot(id: ItemId, item: OutputItem, origin: Origin): KnownSlot {
  return { state: 'known', id, value: item.value, digest: item.digest, origin }
}
