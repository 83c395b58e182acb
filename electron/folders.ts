import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where Reelay keeps settings, cache and jobs unless told otherwise: `REELAY_DATA`, else the system's place for such data. */
export function defaultDataFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { REELAY_DATA, APPDATA, XDG_DATA_HOME } = env
  if (REELAY_DATA) return resolve(REELAY_DATA)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Reelay')
  if (platform === 'win32') return join(APPDATA || join(homedir(), 'AppData', 'Roaming'), 'Reelay')
  return join(XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'reelay')
}

/** The folder of what ships with Reelay (catalog, fonts, pipelines): beside the sources, or beside the built files. */
export function resourcesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'resources', 'models'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('The folder "resources" is missing beside Reelay. Install it again.')
    folder = parent
  }
  return join(folder, 'resources')
}
