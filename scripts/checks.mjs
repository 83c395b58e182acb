import { join } from 'node:path'
import { noticesUpToDate } from './notices.mjs'
import { run } from './setup/run.mjs'

/** @typedef {{ name: string, run: (node: string) => Promise<{ ok: boolean, output: string }> }} Check */

/** @type {(name: string, file: readonly string[], args: readonly string[]) => Check} */
const tool = (name, file, args) => ({ name, run: (node) => run(node, [join('node_modules', ...file), ...args]) })
/** @type {(name: string, project: string) => Check} */
const types = (name, project) => tool(name, ['typescript', 'bin', 'tsc'], ['-p', project])

/** @type {readonly Check[]} */
const CHECKS = [
  types('types of shared', 'shared'),
  types('types of nodes', 'nodes'),
  types('types of electron', 'electron'),
  types('types of renderer', 'renderer'),
  types('types of e2e', 'e2e'),
  types('types of the benchmark of the editor', 'bench/editor'),
  types('types of everything else', '.'),
  tool(
    'format, lint, import rules, cycles',
    ['@biomejs', 'biome', 'bin', 'biome'],
    ['check', '--error-on-warnings', '.'],
  ),
  tool('dead files, exports and dependencies', ['knip', 'bin', 'knip.js'], ['--no-progress']),
  { name: 'third-party notices', run: async () => noticesUpToDate() },
]

/**
 * Every check that is not a test, one line each with its time; stops at the first that fails and prints what it said.
 * @param {string} node the Node to run the tools with
 * @returns {Promise<boolean>} true when all passed
 */
export async function checkAll(node) {
  for (const check of CHECKS) {
    const started = performance.now()
    const { ok, output } = await check.run(node)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`)
    if (!ok) {
      console.log(output.trimEnd())
      return false
    }
  }
  return true
}
