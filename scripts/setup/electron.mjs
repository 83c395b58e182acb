import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'
import { rememberTried, triedWays } from './tried.mjs'

/** How long fetching Electron's program (about 120 MB) may take, in milliseconds; without a network it fails at once. */
const WHOLE_DOWNLOAD = 300_000

/** @typedef {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv, uid: number | undefined }} Machine */

/**
 * Why no window can be opened here, as the rest of a sentence; null: it can. Says nothing about Electron's program itself.
 * @param {Machine} machine
 * @returns {string | null}
 */
export function whyNoWindow({ platform, env, uid }) {
  if (platform !== 'linux') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)'
  if (uid === 0) return 'Electron’s sandbox does not start for root, so start as another user'
  return null
}

/**
 * Electron's program where it is installed. The package is never loaded for this: it would begin a download without a word.
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function findElectron(root, env = process.env) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return join(env.ELECTRON_OVERRIDE_DIST_PATH, 'electron')
  const folder = join(root, 'node_modules', 'electron')
  const note = join(folder, 'path.txt')
  if (!existsSync(note)) return undefined
  const path = join(folder, 'dist', readFileSync(note, 'utf8'))
  return existsSync(path) ? path : undefined
}

/**
 * Electron's program, fetched where it is not there yet; else why the desktop app cannot start here, as the rest of a sentence.
 * A download that failed is remembered in `memory` and not waited for again until that is forgotten.
 * @param {string} root the checkout
 * @param {string} memory a folder
 * @param {string} node the Node to fetch it with
 * @param {(line: string) => void} say
 * @returns {Promise<{ path: string } | { why: string }>}
 */
export async function electronToStart(root, memory, node, say) {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH ? findElectron(root) : undefined
  if (chosen !== undefined) return { path: chosen }
  const why = whyNoWindow({ platform: process.platform, env: process.env, uid: process.getuid?.() })
  if (why !== null) return { why }
  const found = findElectron(root)
  if (found !== undefined) return { path: found }
  if (triedWays(memory, ['electron']).length === 0) {
    say('Fetching Electron’s program (about 120 MB) …')
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), WHOLE_DOWNLOAD)
    await run(node, [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, signal: stop.signal })
    clearTimeout(timer)
    const fetched = findElectron(root)
    if (fetched !== undefined) return { path: fetched }
    rememberTried(memory, 'electron')
  }
  return {
    why: 'Electron’s program could not be fetched from here (`node scripts/setup.mjs`, then the next start, tries it again)',
  }
}
