import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { SetUpProblem } from './problem.mjs'
import { run } from './run.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[], optional?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lockfile
 */

/**
 * Whether node_modules holds what the lockfile says. npm writes its own record of what it installed as the last step of an install,
 * so a half-done one has none; comparing the two needs no mark of ours and accepts an install done by hand.
 * @param {string} root the checkout
 */
export function packagesInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  return sameInstall(readLock(join(root, 'package-lock.json')), readLock(record), process)
}

/**
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed npm's record inside node_modules
 * @param {{ platform: string, arch: string }} machine
 */
export function sameInstall(wanted, installed, machine) {
  const want = wanted.packages ?? {}
  const have = installed.packages ?? {}
  const same = (/** @type {LockEntry | undefined} */ a, /** @type {LockEntry | undefined} */ b) =>
    a !== undefined && b !== undefined && a.version === b.version && a.integrity === b.integrity
  for (const [path, entry] of Object.entries(want)) {
    // An optional package may be for another machine, or may have failed to install, which npm allows.
    if (path !== '' && !(path in have) && entry.optional !== true) return false
  }
  for (const [path, entry] of Object.entries(have)) {
    // A node_modules brought here from another kind of machine.
    if (!suits(entry.os, machine.platform) || !suits(entry.cpu, machine.arch)) return false
    if (!same(want[path], entry)) return false
  }
  return true
}

/** @param {string | string[] | undefined} rule as in package.json's `os` and `cpu` @param {string} value */
function suits(rule, value) {
  if (rule === undefined) return true
  const rules = typeof rule === 'string' ? [rule] : rule
  const refused = rules.filter((one) => one.startsWith('!')).map((one) => one.slice(1))
  const allowed = rules.filter((one) => !one.startsWith('!'))
  return !refused.includes(value) && (allowed.length === 0 || allowed.includes(value))
}

/** @param {string} path @returns {Lockfile} */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}

/**
 * Installs every package of the lockfile with `npm ci`.
 * @param {string} root the checkout
 * @throws {SetUpProblem} with npm's own output
 */
export async function installPackages(root) {
  const { ok, output } = await run(
    'npm',
    [
      'ci',
      // No dependency needs its install script, and better-sqlite3's implied one would want to compile where npm is older than 11.
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      // Whatever the caller's NODE_ENV or npm settings leave out: the tests need it.
      '--include=dev',
      '--include=optional',
      '--loglevel=error',
    ],
    { cwd: root, env: outsideNodeModules(root), shell: process.platform === 'win32' },
  )
  if (ok) return
  throw new SetUpProblem(
    `${output.trim()}\nThe packages could not be installed (npm's own words are above): check the network and the disk, then run \`npm ci --ignore-scripts\` in ${root}.`,
  )
}

/**
 * An environment in which `npm` runs under the Node it belongs to: the one inside node_modules is about to be replaced.
 * @param {string} root
 */
function outsideNodeModules(root) {
  const inside = resolve(root, 'node_modules')
  const folders = (process.env.PATH ?? '').split(delimiter)
  const path = folders.filter((folder) => !resolve(folder).startsWith(inside)).join(delimiter)
  return { ...process.env, PATH: path }
}
