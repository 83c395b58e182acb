import type { UiSettingsChange } from '#shared/ipc/ui-settings.ts'
import type { Client } from './client.ts'

/** Windows and tabs that show settings, so that each learns what another one has changed. */
export interface SettingsNews {
  watch(client: Client): void
  /** Tells all but the one that made the change. */
  changed(change: UiSettingsChange, by: Client): void
  detach(client: Client): void
}

/** Nobody watches yet. */
export function createSettingsNews(): SettingsNews {
  const watchers = new Set<Client>()
  return {
    watch: (client) => void watchers.add(client),
    changed(change, by) {
      for (const watcher of watchers) if (watcher !== by) watcher.send({ e: 'settings.changed', p: { change } })
    },
    detach: (client) => void watchers.delete(client),
  }
}
