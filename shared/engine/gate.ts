import type { Document } from '../graph/document.ts'
import type { Value } from '../graph/values.ts'
import { digestOf, type KnownSlot } from './slot.ts'

/** What a person has said about a value at a gate. */
export type GateAnswer =
  | { readonly kind: 'pass'; readonly slot: KnownSlot }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'undecided' }

/**
 * The answer is kept by the digest of what was seen, so equal content never asks twice and changed content asks again. An edited
 * text passes in place of what was seen; a gate adds nothing to the keys below it.
 */
export function decisionAt(document: Document, slot: KnownSlot, hash: (text: string) => string): GateAnswer {
  const decision = document.decisions[slot.digest]
  if (!decision) return { kind: 'undecided' }
  if (decision.answer === 'rejected') return { kind: 'rejected' }
  if (decision.edit === undefined) return { kind: 'pass', slot }
  const value: Value = { type: 'text', text: decision.edit }
  return { kind: 'pass', slot: { state: 'known', id: slot.id, value, digest: digestOf(value, hash) } }
}
