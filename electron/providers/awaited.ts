import { type Provider, ProviderError } from './provider.ts'

interface Awaited {
  readonly id: string
  readonly title: string
  /** Where its key is read from on the command line. */
  readonly env: string
}

const AWAITED: readonly Awaited[] = [
  { id: 'runway', title: 'Runway', env: 'RUNWAYML_API_SECRET' },
  { id: 'kling', title: 'Kling', env: 'KLINGAI_API_KEY' },
  { id: 'fal', title: 'fal', env: 'FAL_KEY' },
  { id: 'google', title: 'Google', env: 'GEMINI_API_KEY' },
  { id: 'elevenlabs', title: 'ElevenLabs', env: 'ELEVENLABS_API_KEY' },
  { id: 'sync', title: 'sync.so', env: 'SYNC_API_KEY' },
  { id: 'topaz', title: 'Topaz', env: 'TOPAZ_API_KEY' },
]

/** Providers that the catalog names and whose adapters are still to come: they say so, and nothing is ever sent to them. */
export function awaitedProviders(env: NodeJS.ProcessEnv): readonly Provider[] {
  return AWAITED.map(({ id, title, env: variable }) => {
    const key = env[variable] ? `its key (${variable}) is set` : `it needs a key (${variable})`
    const missing = `${key}, and its adapter is not part of this version yet`
    const refuse = async (): Promise<never> => {
      throw new ProviderError('not-sent', missing)
    }
    return {
      id,
      title,
      concurrency: 1,
      pollEvery: 5_000,
      missing: () => missing,
      submit: refuse,
      poll: refuse,
      download: refuse,
    }
  })
}
