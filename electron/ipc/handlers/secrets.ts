import { KEYED_PROVIDERS } from '../../settings/keys.ts'
import type { Handlers } from '../dispatch.ts'
import { Fault } from '../fault.ts'
import type { Services } from '../services.ts'

type Names = Extract<keyof Handlers, `secrets.${string}`>

/** Characters a key has at least before any of them are shown. */
const LONG_ENOUGH = 16

/** Keys of providers: the page sets them and sees which there are, never what they are. */
export function secretHandlers({ host: { keys } }: Services): Pick<Handlers, Names> {
  const mayKeep = (provider: string) => {
    if (!KEYED_PROVIDERS.some(({ id }) => id === provider))
      throw new Fault('not-found', `There is no provider ‘${provider}’ that takes a key; secrets.list names them.`)
    if (keys.problem !== null) throw new Fault('unsupported', keys.problem)
  }
  return {
    'secrets.list': () => ({
      problem: keys.problem,
      secrets: KEYED_PROVIDERS.map(({ id, title }) => {
        const key = keys.get(id)
        const last4 = key && key.value.length >= LONG_ENOUGH ? key.value.slice(-4) : null
        return { provider: id, title, from: key?.from ?? null, last4 }
      }),
    }),
    'secrets.set': async ({ provider, value }) => {
      mayKeep(provider)
      await keys.set(provider, value)
      return {}
    },
    'secrets.clear': async ({ provider }) => {
      mayKeep(provider)
      await keys.clear(provider)
      return {}
    },
  }
}
