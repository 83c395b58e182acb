import type { ModelEntry, ModelKind } from '#shared/catalog/schema.ts'
import type { Out } from '#shared/ipc/contract.ts'
import type { Model } from '../../store/models-store.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { CAPABILITIES, type Capability, rateSpan } from './model-facts.ts'

export type Quote = Out<'node.models'>['models'][number]

/** How a model stands for the work at hand. */
export interface Standing {
  readonly entry: Model
  readonly quote: Quote | undefined
  /** Why it is greyed out, a sentence; null where it can be used now. */
  readonly why: string | null
  /** False: it cannot even be chosen. */
  readonly choosable: boolean
}

export interface ModelFilter {
  readonly query: string
  readonly tier: ModelEntry['tier'] | null
  readonly bestFor: string | null
  readonly capabilities: readonly Capability[]
  /** Leaves out what is greyed. */
  readonly usableOnly: boolean
}
export const NO_FILTER: ModelFilter = { query: '', tier: null, bestFor: null, capabilities: [], usableOnly: false }

export const SORTS = ['usable', 'price', 'tier', 'best', 'title'] as const
export type ModelSort = (typeof SORTS)[number]

/** The models of some kinds with what each would ask and why it cannot be used; a hidden one only where it is chosen. */
export function standings(
  models: Iterable<Model>,
  kinds: readonly ModelKind[],
  quotes: readonly Quote[],
  chosen: string | null,
): readonly Standing[] {
  const byModel = new Map(quotes.map((quote) => [quote.model, quote]))
  return [...models]
    .filter(({ model }) => kinds.includes(model.kind) && (model.state !== 'hidden' || model.id === chosen))
    .map((entry): Standing => {
      const quote = byModel.get(entry.model.id)
      const choosable = entry.model.state !== 'retired'
      return { entry, quote, why: whyNot(entry, quote), choosable }
    })
}

function whyNot({ model, ready, needs }: Model, quote: Quote | undefined): string | null {
  if (model.state === 'retired')
    return model.successor === undefined ? t.models.retired : t.models.retiredFor(model.successor)
  if (quote && quote.problems.length > 0) return quote.problems.join(' ')
  return ready ? null : t.models.needs(needs ?? '')
}

/** What models are said to be best for, each once, those said most often first. */
export function bestForLines(all: readonly Standing[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { entry } of all) for (const line of entry.model.bestFor) counts.set(line, (counts.get(line) ?? 0) + 1)
  return Array.from(counts)
    .sort(([a, more], [b, most]) => most - more || a.localeCompare(b))
    .map(([line]) => line)
}

/** The models that pass a filter, in an order. A query is words that must all be found. */
export function listed(all: readonly Standing[], filter: ModelFilter, sort: ModelSort): readonly Standing[] {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean)
  return all
    .filter(({ entry: { model }, why }) => {
      if (filter.usableOnly && why !== null) return false
      if (filter.tier !== null && model.tier !== filter.tier) return false
      if (filter.bestFor !== null && !model.bestFor.includes(filter.bestFor)) return false
      if (!filter.capabilities.every((capability) => CAPABILITIES[capability](model))) return false
      const text = searched(model)
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => compare(a, b, sort) || a.entry.model.title.localeCompare(b.entry.model.title))
}

function searched({ id, title, bestFor, strengths, tier, kind, hosts }: ModelEntry): string {
  const said = [...bestFor, ...strengths.map(({ text }) => text), ...hosts.map(({ provider }) => provider)]
  return `${id} ${title} ${tier} ${kind} ${said.join(' ')}`.toLowerCase()
}

const TIER_ORDER = { hero: 0, workhorse: 1, draft: 2 } as const

function compare(a: Standing, b: Standing, sort: ModelSort): number {
  switch (sort) {
    case 'usable':
      return greyness(a) - greyness(b)
    case 'price':
      return dollars(a) - dollars(b)
    case 'tier':
      return TIER_ORDER[a.entry.model.tier] - TIER_ORDER[b.entry.model.tier]
    case 'best': {
      const [first, second] = [a, b].map(({ entry }) => entry.model.bestFor[0] ?? '￿')
      return (first ?? '').localeCompare(second ?? '')
    }
    case 'title':
      return 0
  }
}

/** What can be used now, then what lacks a key, then what is impossible here, then what is retired. */
function greyness({ entry, quote, why }: Standing): number {
  if (why === null) return 0
  if (entry.model.state === 'retired') return 3
  return quote && quote.problems.length > 0 ? 2 : 1
}

/** For this node's settings where that is known, else by the list; what has no price comes last. */
function dollars({ entry, quote }: Standing): number {
  if (quote?.known) return quote.usd[1]
  return rateSpan(entry.model) === null ? Number.POSITIVE_INFINITY : 1e6 + (rateSpan(entry.model)?.usd[1] ?? 0)
}
