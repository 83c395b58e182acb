import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { aptInstall, canUseApt } from './apt.mjs'
import { isExecutable, onPath, program } from './look.mjs'
import { SetUpProblem } from './problem.mjs'
import { run } from './run.mjs'
import { rememberTried, triedWays } from './tried.mjs'

/**
 * @typedef {'ffmpeg' | 'ffprobe'} Tool
 * @typedef {'apt' | 'fetch'} Way
 * @typedef {{ missing: readonly Tool[], can: Readonly<Record<Way, boolean>>, tried: readonly Way[] }} Facts
 */

/** @type {readonly Way[]} */
const WAYS = ['apt', 'fetch']

/** How long ffmpeg-static's installer may take to get a first answer, and in all (milliseconds). */
const FIRST_ANSWER = 15_000
const WHOLE_DOWNLOAD = 180_000

const BY_HAND =
  'ffmpeg was not found, and getting it from here did not work: install it by hand (Debian, Ubuntu: sudo apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install Gyan.FFmpeg), or set FFMPEG_BIN to its path; then start again.'

/**
 * What to do next about ffmpeg. The distribution's package comes first because it brings ffprobe too, which ffmpeg-static lacks.
 * Without ffprobe Reelay still works (it reads ffmpeg's own report), so nobody is sent off to install that alone.
 * @param {Facts} facts
 * @returns {'nothing' | 'by-hand' | Way}
 */
export function nextStep({ missing, can, tried }) {
  if (missing.length === 0) return 'nothing'
  if (can.apt && !tried.includes('apt')) return 'apt'
  if (!missing.includes('ffmpeg')) return 'nothing'
  return can.fetch && !tried.includes('fetch') ? 'fetch' : 'by-hand'
}

/**
 * Which of the two programs Reelay will not find. Only looks for files; `reelay doctor` tells whether they work.
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} env
 * @returns {Tool[]}
 */
export function missingTools(root, env = process.env) {
  const chosen = env.FFMPEG_BIN
  const ffmpeg = chosen || isExecutable(fetchedFfmpeg(root)) || onPath('ffmpeg', env)
  const beside = chosen && isExecutable(join(dirname(chosen), program('ffprobe')))
  const ffprobe = env.FFPROBE_BIN || beside || onPath('ffprobe', env)
  return [...(ffmpeg ? [] : [/** @type {const} */ ('ffmpeg')]), ...(ffprobe ? [] : [/** @type {const} */ ('ffprobe')])]
}

/**
 * Gets ffmpeg and ffprobe where that needs nobody's answer: Debian's package as root, else ffmpeg-static's own download. A way that
 * failed is remembered in `memory` and not tried again until it is forgotten.
 * @param {string} root the checkout
 * @param {string} memory a folder
 * @param {(line: string) => void} say
 * @throws {SetUpProblem} naming what to install by hand
 */
export async function setUpFfmpeg(root, memory, say) {
  for (;;) {
    const step = ffmpegStep(root, memory)
    if (step === 'nothing') return
    if (step === 'by-hand') throw new SetUpProblem(BY_HAND)
    if (step === 'apt') {
      say('Installing ffmpeg and ffprobe with apt-get (about half a minute) …')
      await aptInstall('ffmpeg', say)
    } else await fetchFfmpeg(root, say)
    // Also where the way itself says it went well: what counts is that the program is found now.
    if (ffmpegStep(root, memory) === step) rememberTried(memory, step)
  }
}

/** @param {string} root the checkout @param {string} memory */
export function ffmpegStep(root, memory) {
  const can = { apt: canUseApt(), fetch: existsSync(installer(root)) }
  return nextStep({ missing: missingTools(root), can, tried: triedWays(memory, WAYS) })
}

/** @param {string} root @param {(line: string) => void} say */
async function fetchFfmpeg(root, say) {
  say('Fetching a build of ffmpeg with ffmpeg-static (about 30 MB) …')
  const target = fetchedFfmpeg(root)
  const stop = new AbortController()
  const timers = [
    setTimeout(() => existsSync(target) || stop.abort(), FIRST_ANSWER),
    setTimeout(() => stop.abort(), WHOLE_DOWNLOAD),
  ]
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, CI: '1' }
  // Its installer writes wherever this points.
  delete env.FFMPEG_BIN
  const fetched = await run(process.execPath, [installer(root)], { cwd: root, env, signal: stop.signal })
  for (const timer of timers) clearTimeout(timer)
  // It downloads straight to the final name, so half a file would look like a whole one.
  if (fetched.ok && (await run(target, ['-version'])).ok) return
  rmSync(target, { force: true })
  say('It could not be fetched from here.')
}

/** @param {string} root */
function installer(root) {
  return join(root, 'node_modules', 'ffmpeg-static', 'install.js')
}

/** @param {string} root */
function fetchedFfmpeg(root) {
  return join(root, 'node_modules', 'ffmpeg-static', program('ffmpeg'))
}
