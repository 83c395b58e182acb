import { create } from 'zustand'
import { type PanelName, type UiSettings, type UiSettingsChange, zUiSettings } from '#shared/ipc/ui-settings.ts'
import { on, onConnection, request } from '../api.ts'
import { say } from './messages.ts'
import type { Scopes } from './scope.ts'

interface SettingsState {
  readonly settings: UiSettings
  /** False until the host has told them: what asks only once waits for it. */
  readonly loaded: boolean
}

export const settingsScopes: Scopes<SettingsState> = { settings: 'session', loaded: 'session' }

/** What a person has set for this machine; the host keeps it. */
export const useSettings = create<SettingsState>(() => ({ settings: zUiSettings.parse({}), loaded: false }))

/** One setting, kept current. */
export function useSetting<Name extends keyof UiSettings>(name: Name): UiSettings[Name] {
  return useSettings((state) => state.settings[name])
}

export function setting<Name extends keyof UiSettings>(name: Name): UiSettings[Name] {
  return useSettings.getState().settings[name]
}

/** Reads what is stored; the editor starts as it comes where the host cannot tell. */
export async function loadSettings(): Promise<void> {
  try {
    const { settings } = await request('settings.get', {})
    useSettings.setState({ settings, loaded: true })
  } catch (error) {
    useSettings.setState({ loaded: true })
    say.error(error instanceof Error ? error.message : String(error))
  }
}

on('settings.changed', ({ change }) => {
  useSettings.setState(({ settings }) => ({ settings: { ...settings, ...defined(change) } }))
})
// A host that is reached again knows nobody who watches, and may have been told other settings meanwhile.
let wasLost = false
onConnection((connected) => {
  if (connected && wasLost) void loadSettings()
  wasLost = !connected
})

/** Changes settings at once in this window, and for good at the host. */
export function changeSettings(change: UiSettingsChange): void {
  useSettings.setState(({ settings }) => ({ settings: { ...settings, ...defined(change) } }))
  request('settings.set', { change }).catch((error: unknown) =>
    say.error(error instanceof Error ? error.message : String(error)),
  )
}

function defined(change: UiSettingsChange): Partial<UiSettings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

/** Shows or hides a panel around the canvas. */
export function togglePanel(panel: PanelName): void {
  const hidden = setting('hiddenPanels')
  changeSettings({
    hiddenPanels: hidden.includes(panel) ? hidden.filter((each) => each !== panel) : [...hidden, panel],
  })
}

/** Remembers a folder for the file dialog, the last used first. */
export function rememberFolder(folder: string): void {
  const others = setting('folders').filter((each) => each !== folder)
  changeSettings({ folders: [folder, ...others].slice(0, 8) })
}
