import type { ModelEntry } from '#shared/catalog/schema.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { s } from '../../strings.ts'
import { ALL_CAPABILITIES, CAPABILITIES, largest, lengths, listPrice, priceSources } from './model-facts.ts'
import type { Standing } from './model-list.ts'
import { quoteLine } from './quote-line.ts'

/** One fact of two or more models, side by side. */
export interface CompareRow {
  readonly label: string
  readonly values: readonly string[]
  /** Not all are alike. */
  readonly differs: boolean
}

/** What models say of themselves, fact by fact; a fact that none of them has is left out. `today`: ISO day. */
export function compareRows(models: readonly Standing[], today: string): readonly CompareRow[] {
  const f = t.models.facts
  const row = (label: string, of: (model: ModelEntry, standing: Standing) => string | null): CompareRow[] => {
    const found = models.map((standing) => of(standing.entry.model, standing))
    if (found.every((value) => value === null)) return []
    const values = found.map((value) => value ?? '–')
    return [{ label, values, differs: new Set(values).size > 1 }]
  }
  return [
    ...row(f.price, (_, { quote }) => quoteLine(quote)),
    ...row(f.listPrice, (model) => listPrice(model)),
    ...row(f.tier, ({ tier }) => s.tiers[tier]),
    ...row(f.bestFor, ({ bestFor }) => (bestFor.length > 0 ? bestFor.join(', ') : null)),
    ...row(f.usable, (_, { why }) => why ?? t.models.usable),
    ...row(f.lengths, lengths),
    ...row(f.largest, largest),
    ...row(f.fps, ({ fps }) => (fps === undefined ? null : fps === 'any' ? t.models.anyRate : `${fps} fps`)),
    ...row(f.prompt, ({ promptMax }) => (promptMax === undefined ? null : t.models.characters(promptMax))),
    ...row(f.references, ({ modes }) => (modes.references > 0 ? String(modes.references) : null)),
    ...ALL_CAPABILITIES.filter((id) => id !== 'references').flatMap((id) =>
      models.some(({ entry }) => CAPABILITIES[id](entry.model))
        ? row(t.models.capabilities[id], (model) => (CAPABILITIES[id](model) ? t.models.yes : t.models.no))
        : [],
    ),
    ...row(f.setAside, (_, { quote }) => (quote && quote.notes.length > 0 ? quote.notes.join(' ') : null)),
    ...row(f.hosts, ({ hosts }) => hosts.map(({ provider }) => provider).join(', ')),
    ...row(f.priceFrom, (model) => {
      const [first] = priceSources(model, today)
      return first ? `${first.source}, ${first.date}${first.stale ? ` (${t.models.stale})` : ''}` : null
    }),
    ...row(f.behaviour, ({ behaviour }) => String(behaviour)),
  ]
}
