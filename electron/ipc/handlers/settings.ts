import { createUiSettings, readUiSettings } from '../../settings/ui-settings.ts'
import type { Handlers } from '../dispatch.ts'
import type { Services } from '../services.ts'

type Names = Extract<keyof Handlers, `settings.${string}` | 'store.size'>

/** How the editor looks and behaves, and what the store takes. */
export function settingsHandlers({ data, host, settingsNews }: Services): Pick<Handlers, Names> {
  const stored = createUiSettings(data)
  return {
    'settings.get': (_, client) => {
      settingsNews.watch(client)
      return { settings: readUiSettings(data) }
    },
    'settings.set': async ({ change }, client) => {
      const settings = await stored.change(change)
      settingsNews.changed(change, client)
      return { settings }
    },
    'store.size': () => {
      const { bytes, blobs, rows } = host.cache.stats()
      return { bytes, files: blobs, outputs: rows }
    },
  }
}
