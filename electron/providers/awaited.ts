import { KEYED_PROVIDERS, type Keys } from '../settings/keys.ts'
import { type Provider, ProviderError } from './provider.ts'

/** Providers that the catalog names and whose adapters are still to come: they say so, and nothing is ever sent to them. */
export function awaitedProviders(keys: Pick<Keys, 'get'>): readonly Provider[] {
  return KEYED_PROVIDERS.map(({ id, title, env }) => {
    const missing = () => {
      const key = keys.get(id) ? 'its key is set' : `it needs a key (${env})`
      return `${key}, and its adapter is not part of this version yet`
    }
    const refuse = async (): Promise<never> => {
      throw new ProviderError('not-sent', missing())
    }
    return {
      id,
      title,
      concurrency: 1,
      pollEvery: 5_000,
      missing,
      submit: refuse,
      poll: refuse,
      download: refuse,
    }
  })
}
