import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Ways of getting something that failed, kept in a folder so that nobody waits for the same failure twice. */

/**
 * @template {string} Way
 * @param {string} memory @param {readonly Way[]} ways
 * @returns {Way[]} those that failed
 */
export function triedWays(memory, ways) {
  return ways.filter((way) => existsSync(join(memory, `${way}-failed`)))
}

/** @param {string} memory @param {string} way */
export function rememberTried(memory, way) {
  mkdirSync(memory, { recursive: true })
  writeFileSync(join(memory, `${way}-failed`), '')
}

/** @param {string} memory @param {readonly string[]} ways */
export function forgetTriedWays(memory, ways) {
  for (const way of ways) rmSync(join(memory, `${way}-failed`), { force: true })
}
