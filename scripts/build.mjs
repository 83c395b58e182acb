import { join } from 'node:path'
import { run } from './setup/run.mjs'
import { ROOT } from './setup.mjs'

/** What is built, each by a configuration of Vite. */
const PARTS = {
  'command line': 'vite.config.ts',
  'main process': 'vite.main.config.ts',
  'preload script': 'vite.preload.config.ts',
  page: 'vite.renderer.config.ts',
}
/** @typedef {keyof typeof PARTS} Part */

/** Of the desktop app. @type {readonly Part[]} */
export const DESKTOP = ['main process', 'preload script', 'page']
/** @type {readonly Part[]} */
export const EVERYTHING = ['command line', ...DESKTOP]

/**
 * Builds parts into `out/`; it takes seconds, so it is simply done.
 * @param {string} node the Node to build with
 * @param {readonly Part[]} parts
 * @param {{ loud?: boolean }} [options] `loud` prints what Vite says; else only what it says of a failure
 * @returns {Promise<boolean>} false: one could not be built, and its output was printed
 */
export async function build(node, parts, { loud = false } = {}) {
  for (const part of parts) {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const { ok, output } = await run(node, [vite, 'build', '--config', join(ROOT, PARTS[part])], { cwd: ROOT })
    if (loud || !ok) console.error(output.trimEnd())
    if (ok) continue
    console.error(`The ${part} could not be built; what Vite says is above.`)
    process.exitCode = 1
    return false
  }
  return true
}
