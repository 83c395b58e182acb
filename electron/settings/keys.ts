/** Providers that want a key, and the environment variable that it is read from first. */
export const KEYED_PROVIDERS = [
  { id: 'runway', title: 'Runway', env: 'RUNWAYML_API_SECRET' },
  { id: 'kling', title: 'Kling', env: 'KLINGAI_API_KEY' },
  { id: 'fal', title: 'fal', env: 'FAL_KEY' },
  { id: 'google', title: 'Google', env: 'GEMINI_API_KEY' },
  { id: 'elevenlabs', title: 'ElevenLabs', env: 'ELEVENLABS_API_KEY' },
  { id: 'sync', title: 'sync.so', env: 'SYNC_API_KEY' },
  { id: 'topaz', title: 'Topaz', env: 'TOPAZ_API_KEY' },
] as const

/** Where keys are kept between starts. */
export interface KeyVault {
  /** Null: keys can be kept; else why not, and what to do. */
  readonly problem: string | null
  /** What was kept, by provider. */
  read(): ReadonlyMap<string, string>
  /** Keeps a key, or (null) forgets it. Rejects where that is not possible. */
  write(provider: string, value: string | null): Promise<void>
}

/** The keys of providers: the environment's first, then the ones that were kept. Only adapters read them. */
export interface Keys {
  readonly problem: string | null
  /** The key of a provider as it is now. */
  get(provider: string): { readonly value: string; readonly from: 'environment' | 'stored' } | null
  set(provider: string, value: string): Promise<void>
  clear(provider: string): Promise<void>
}

/** On the command line and in a browser: nothing is kept. */
const NO_VAULT: KeyVault = {
  problem: 'Keys are kept by the desktop app only; here they come from environment variables, set before the start.',
  read: () => new Map(),
  write: async () => {},
}

export function createKeys(env: NodeJS.ProcessEnv, vault: KeyVault = NO_VAULT): Keys {
  const stored = new Map(vault.read())
  return {
    problem: vault.problem,
    get(provider) {
      const variable = KEYED_PROVIDERS.find(({ id }) => id === provider)?.env
      const given = variable === undefined ? undefined : env[variable]
      if (given) return { value: given, from: 'environment' }
      const kept = stored.get(provider)
      return kept === undefined ? null : { value: kept, from: 'stored' }
    },
    async set(provider, value) {
      await vault.write(provider, value)
      stored.set(provider, value)
    },
    async clear(provider) {
      await vault.write(provider, null)
      stored.delete(provider)
    },
  }
}
