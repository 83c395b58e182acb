import { digestOf, type KnownSlot } from '../slot.ts'
import { sha } from './rig.ts'

/** A known text item of a list. */
export function knownSlotOf(id: string, text: string): KnownSlot {
  const value = { type: 'text', text } as const
  return { state: 'known', id, value, digest: digestOf(value, sha) }
}
