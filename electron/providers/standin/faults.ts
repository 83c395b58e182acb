/** What the stand-in can be told to get wrong, to show and test what happens then. */
export const FAULTS = [
  'none',
  /** Refused by moderation; nothing is charged. */
  'refuse',
  /** Fails at the provider; nothing is charged. */
  'fail',
  /** Fails at the provider and is charged all the same. */
  'fail-charged',
  /** The request surely never arrived. */
  'not-sent',
  /** The request arrived, its answer was lost; `lookup` finds it. */
  'lost-reply',
  /** The same, and `lookup` cannot be asked. */
  'lost-reply-no-lookup',
  /** The result was deleted before it was fetched. */
  'expired',
  /** The first download breaks off half-way; the second is whole. */
  'bad-download',
  /** The first two polls fail for a moment. */
  'flaky-poll',
  /** Shows no progress for three seconds, then finishes. */
  'hang-then-finish',
] as const
export type Fault = (typeof FAULTS)[number]

/** Reads a fault; null for a word that is none. */
export function readFault(word: string | undefined): Fault | null {
  return FAULTS.find((fault) => fault === (word ?? 'none')) ?? (word === '' ? 'none' : null)
}
