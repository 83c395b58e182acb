import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type UiSettings, type UiSettingsChange, zUiSettings } from '#shared/ipc/ui-settings.ts'
import { replaceFile } from '../project/replace-file.ts'

const fileOf = (folder: string) => join(folder, 'ui-settings.json')

/** What a person has set for the editor in a data folder. The file may be missing; what is not legal in it counts as not set. */
export function readUiSettings(folder: string): UiSettings {
  let stored: unknown = {}
  try {
    stored = JSON.parse(readFileSync(fileOf(folder), 'utf8'))
  } catch {
    // Missing or broken: the editor starts as it comes.
  }
  return zUiSettings.catch(() => zUiSettings.parse({})).parse(stored)
}

/** Keeps changes one after the other, each on top of what is stored, so that windows do not undo each other's settings. */
export function createUiSettings(folder: string): { change(change: UiSettingsChange): Promise<UiSettings> } {
  let last: Promise<unknown> = Promise.resolve()
  const write = async (change: UiSettingsChange): Promise<UiSettings> => {
    const settings = zUiSettings.parse({ ...readUiSettings(folder), ...change })
    mkdirSync(folder, { recursive: true })
    await replaceFile(fileOf(folder), Buffer.from(`${JSON.stringify(settings, null, 2)}\n`))
    return settings
  }
  return {
    change(change) {
      const written = last.then(() => write(change))
      last = written.catch(() => {})
      return written
    },
  }
}
