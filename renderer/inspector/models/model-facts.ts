import { isStale } from '#shared/catalog/price.ts'
import type { ModelEntry, Price, Rate } from '#shared/catalog/schema.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { price } from '../../strings.ts'

/** What people look for in a model, each a flag of the catalog. */
export const CAPABILITIES = {
  startFrame: ({ modes }: ModelEntry) => modes.startFrame,
  endFrame: ({ modes }: ModelEntry) => modes.endFrame,
  references: ({ modes }: ModelEntry) => modes.references > 0,
  nativeAudio: ({ sound, kind }: ModelEntry) => kind === 'video' && sound !== 'none',
  drivenByAudio: ({ modes }: ModelEntry) => modes.audio,
  video: ({ modes, kind }: ModelEntry) => modes.video && kind === 'video',
  negative: ({ negative }: ModelEntry) => negative,
  seed: ({ seed }: ModelEntry) => seed,
  largeFormat: ({ sizes, kind }: ModelEntry) =>
    (kind === 'video' || kind === 'image') &&
    (sizes === undefined || sizes.some(({ width, height }) => Math.min(width, height) >= 2160)),
} as const satisfies Record<string, (model: ModelEntry) => boolean>
export type Capability = keyof typeof CAPABILITIES
export const ALL_CAPABILITIES = Object.keys(CAPABILITIES) as Capability[]

/** US dollars of one rate, lowest and highest. */
function bounds({ usd }: Rate): readonly [number, number] {
  return typeof usd === 'number' ? [usd, usd] : usd
}

function pricesOf(model: ModelEntry): readonly Price[] {
  return model.hosts.flatMap((host) => host.price ?? model.price ?? [])
}

/** The span of a model's rates over all hosts, and what they are counted in; null where nobody has a figure. */
export function rateSpan(
  model: ModelEntry,
): { readonly usd: readonly [number, number]; readonly per: Rate['per'] } | null {
  const rates = pricesOf(model).flatMap(({ rates }) => rates)
  const [first] = rates
  if (!first) return null
  const same = rates.filter(({ per }) => per === first.per).map(bounds)
  return { usd: [Math.min(...same.map(([low]) => low)), Math.max(...same.map(([, high]) => high))], per: first.per }
}

/** The model's price in words: `$0.05–$0.17 / s`. */
export function listPrice(model: ModelEntry): string {
  const span = rateSpan(model)
  if (!span) return t.models.noPrice
  return span.usd[1] === 0 ? t.models.free : `${price(span.usd)} / ${t.models.per[span.per]}`
}

/** Lengths in words: `5 / 10 s`, `3–15 s`. */
export function lengths({ duration }: ModelEntry): string | null {
  if (!duration) return null
  return 'values' in duration ? `${duration.values.join(' / ')} s` : `${duration.min}–${duration.max} s`
}

/** The largest shorter edge it renders: `up to 1080p`; null: any, or it has none. */
export function largest({ sizes }: ModelEntry): string | null {
  return sizes ? `${Math.max(...sizes.map(({ width, height }) => Math.min(width, height)))}p` : null
}

/** Where a model's price comes from, each source once, with whether it is over 30 days old. `today`: ISO day. */
export function priceSources(
  model: ModelEntry,
  today: string,
): readonly { readonly source: string; readonly date: string; readonly stale: boolean }[] {
  const bySource = new Map(pricesOf(model).map((each) => [`${each.source} ${each.date}`, each]))
  return [...bySource.values()].map(({ source, date }) => ({ source, date, stale: isStale({ date }, today) }))
}
