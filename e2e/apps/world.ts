import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from './app.ts'

/** What processes of a test keep of this machine's environment: no key of a provider is among it, so only stand-ins work. */
const KEPT = [
  'PATH',
  'LANG',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'FFMPEG_BIN',
  'FFPROBE_BIN',
  'REELAY_CHROMIUM',
  'ELECTRON_OVERRIDE_DIST_PATH',
  'ELECTRON_DOUBLE_NODE',
]

/** A world of its own for one test, in a temporary folder; a home of its own too, so that nothing of the person's is touched. */
export function createWorld(): World & { remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-e2e-'))
  const [data = '', files = '', home = ''] = ['data', 'files', 'home'].map((name) => join(folder, name))
  for (const each of [data, files, home]) mkdirSync(each)
  // Somebody who has been here before: the tour has a story of its own.
  writeFileSync(join(data, 'ui-settings.json'), JSON.stringify({ tourSeen: true, motion: 'reduced' }))
  const kept = KEPT.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const homes = { HOME: home, USERPROFILE: home, APPDATA: home, XDG_CONFIG_HOME: join(home, '.config') }
  return {
    data,
    files,
    env: { ...Object.fromEntries(kept), ...homes, REELAY_DATA: data },
    // A process that was just killed may still hold a file for a moment.
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  }
}
