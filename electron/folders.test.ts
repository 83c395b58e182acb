import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { defaultDataFolder, resourcesFolder } from './folders.ts'

it.each<[NodeJS.ProcessEnv, NodeJS.Platform, string]>([
  [{}, 'linux', join(homedir(), '.local', 'share', 'reelay')],
  [{ XDG_DATA_HOME: '/x' }, 'linux', '/x/reelay'],
  [{ XDG_DATA_HOME: '' }, 'linux', join(homedir(), '.local', 'share', 'reelay')],
  [{}, 'darwin', join(homedir(), 'Library', 'Application Support', 'Reelay')],
  [{ APPDATA: '/roaming' }, 'win32', join('/roaming', 'Reelay')],
  [{}, 'win32', join(homedir(), 'AppData', 'Roaming', 'Reelay')],
  [{ REELAY_DATA: 'here', XDG_DATA_HOME: '/x' }, 'linux', resolve('here')],
])('%j on %s keeps its data in %s', (env, platform, folder) => {
  expect(defaultDataFolder(env, platform)).toBe(folder)
})

it('finds what ships with Reelay', () => {
  expect(existsSync(join(resourcesFolder(), 'models', 'standin.json'))).toBe(true)
})
