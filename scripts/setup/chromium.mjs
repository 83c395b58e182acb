import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { aptInstall, canUseApt } from './apt.mjs'
import { isExecutable, onPath } from './look.mjs'
import { SetUpProblem } from './problem.mjs'
import { run } from './run.mjs'
import { rememberTried, triedWays } from './tried.mjs'

/**
 * @typedef {'apt-chromium' | 'fetch-chromium'} Way
 * @typedef {{ found: boolean, can: Readonly<Record<Way, boolean>>, tried: readonly Way[] }} Facts
 */

/** Ways of getting a Chromium that may be remembered as failed. @type {readonly Way[]} */
export const CHROMIUM_WAYS = ['apt-chromium', 'fetch-chromium']

/** How long the download may take in all (milliseconds): about 170 MB, or the tries of a machine without network. */
const WHOLE_DOWNLOAD = 300_000

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge', 'microsoft-edge']

/** Where installers put a browser that is not on PATH. */
const USUAL_PLACES = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const BY_HAND =
  'The tests of the editor need a Chromium, and getting one from here did not work: install it by hand (Debian, Ubuntu: sudo apt-get install chromium; elsewhere: npx playwright install chromium), or set REELAY_CHROMIUM to the path of a Chromium, Chrome or Edge; then start again.'

/**
 * The Chromium that tests use: the one a person names, else Playwright's own, else the system's.
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} places files to look at when PATH has none
 * @returns {string | undefined} path of the program
 */
export function findChromium(root, env = process.env, places = USUAL_PLACES) {
  if (env.REELAY_CHROMIUM) return env.REELAY_CHROMIUM
  const own = playwrightsOwn(root)
  if (own !== undefined && isExecutable(own)) return own
  for (const name of NAMES) {
    const path = onPath(name, env)
    if (path !== undefined) return path
  }
  return places.find(isExecutable)
}

/**
 * What to do next about a Chromium. Debian's package comes before Playwright's download: it is smaller and plays H.264.
 * @param {Facts} facts
 * @returns {'nothing' | 'by-hand' | Way}
 */
export function nextChromiumStep({ found, can, tried }) {
  if (found) return 'nothing'
  return CHROMIUM_WAYS.find((way) => can[way] && !tried.includes(way)) ?? 'by-hand'
}

/** @param {string} root the checkout @param {string} memory */
export function chromiumStep(root, memory) {
  const can = { 'apt-chromium': canUseApt(), 'fetch-chromium': existsSync(installer(root)) }
  const found = findChromium(root) !== undefined
  return nextChromiumStep({ found, can, tried: triedWays(memory, CHROMIUM_WAYS) })
}

/**
 * Gets a Chromium where that needs nobody's answer. A way that failed is remembered in `memory` until it is forgotten.
 * @param {string} root the checkout
 * @param {string} memory a folder
 * @param {(line: string) => void} say
 * @throws {SetUpProblem} naming what to install by hand
 */
export async function setUpChromium(root, memory, say) {
  for (;;) {
    const step = chromiumStep(root, memory)
    if (step === 'nothing') return
    if (step === 'by-hand') throw new SetUpProblem(BY_HAND)
    if (step === 'apt-chromium') {
      say('Installing Chromium with apt-get, for the tests of the editor (about a minute) …')
      await aptInstall('chromium', say)
    } else {
      say('Fetching Playwright’s Chromium, for the tests of the editor (about 170 MB) …')
      const stop = new AbortController()
      const timer = setTimeout(() => stop.abort(), WHOLE_DOWNLOAD)
      const { signal } = stop
      const fetched = await run(process.execPath, [installer(root), 'install', 'chromium'], { cwd: root, signal })
      clearTimeout(timer)
      if (!fetched.ok) say('It could not be fetched from here.')
    }
    if (chromiumStep(root, memory) === step) rememberTried(memory, step)
  }
}

/** @param {string} root */
function installer(root) {
  return join(root, 'node_modules', 'playwright-core', 'cli.js')
}

/** @param {string} root @returns {string | undefined} where Playwright's own would be */
function playwrightsOwn(root) {
  try {
    return createRequire(join(root, 'package.json'))('playwright-core').chromium.executablePath()
  } catch {
    // The packages are not installed yet, or Playwright has no build for this system.
    return undefined
  }
}
