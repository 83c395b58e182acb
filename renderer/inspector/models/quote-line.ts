import { inspectorStrings as t } from '../../strings/inspector.ts'
import { price } from '../../strings.ts'
import type { Quote } from './model-list.ts'

/** What the node's work costs with a model, in words: `$0.42 here`, `at least $0.10 here`; null where nobody has asked yet. */
export function quoteLine(quote: Pick<Quote, 'usd' | 'known' | 'problems'> | undefined): string | null {
  if (!quote || quote.problems.length > 0) return null
  if (quote.known) return t.models.here(price(quote.usd))
  return quote.usd[1] > 0 ? t.models.atLeast(price([quote.usd[0], quote.usd[0]])) : t.models.unknownPrice
}
