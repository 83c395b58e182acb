import type { ModelEntry } from '#shared/catalog/schema.ts'

/** What keeps a model from running here: null where one of its hosts is ready. */
export function missingFor(
  model: ModelEntry,
  providers: ReadonlyMap<string, { readonly title: string; missing(): string | null }>,
): { readonly short: string; readonly long: string } | null {
  if (model.state === 'retired') {
    const said = model.successor === undefined ? 'retired' : `retired; use ${model.successor}`
    return { short: said, long: said }
  }
  const lacking: string[] = []
  for (const { provider } of model.hosts) {
    const found = providers.get(provider)
    const missing = found ? found.missing() : 'this version cannot reach it'
    if (missing === null) return null
    lacking.push(`${found?.title ?? provider}: ${missing}`)
  }
  const hosts = model.hosts.map(({ provider }) => providers.get(provider)?.title ?? provider)
  return { short: `needs a key (${hosts.join(' or ')})`, long: lacking.join('; ') }
}
