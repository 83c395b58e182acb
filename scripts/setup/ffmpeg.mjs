import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { SetUpProblem } from './problem.mjs'
import { run } from './run.mjs'

/**
 * @typedef {'ffmpeg' | 'ffprobe'} Tool
 * @typedef {'apt' | 'fetch'} Way
 * @typedef {{ missing: readonly Tool[], can: Readonly<Record<Way, boolean>>, tried: readonly Way[] }} Facts
 */

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
    await (step === 'apt' ? withApt(say) : fetchFfmpeg(root, say))
    // Also where the way itself says it went well: what counts is that the program is found now.
    if (ffmpegStep(root, memory) === step) remember(memory, step)
  }
}

/** @param {string} root the checkout @param {string} memory */
export function ffmpegStep(root, memory) {
  const can = { apt: canUseApt(), fetch: existsSync(installer(root)) }
  return nextStep({ missing: missingTools(root), can, tried: triedWays(memory) })
}

/** @param {string} memory @returns {Way[]} */
function triedWays(memory) {
  return /** @type {const} */ (['apt', 'fetch']).filter((way) => existsSync(join(memory, `${way}-failed`)))
}

/** @param {string} memory @param {readonly Way[]} ways */
export function forgetTriedWays(memory, ways) {
  for (const way of ways) rmSync(join(memory, `${way}-failed`), { force: true })
}

/** @param {string} memory @param {Way} way */
function remember(memory, way) {
  mkdirSync(memory, { recursive: true })
  writeFileSync(join(memory, `${way}-failed`), '')
}

/** @param {(line: string) => void} say */
async function withApt(say) {
  say('Installing ffmpeg and ffprobe with apt-get (about half a minute) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another apt may be at work on a fresh machine; it holds dpkg's lock for a while.
  const options = ['-y', '-o', 'DPkg::Lock::Timeout=120']
  // A list that could not be refreshed may still be good enough to install from.
  const update = await run('apt-get', [...options, 'update'], { env })
  const install = await run('apt-get', [...options, 'install', '--no-install-recommends', 'ffmpeg'], { env })
  if (!install.ok) say(`${update.ok ? '' : `${update.output.trim()}\n`}${install.output.trim()}`)
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

function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get', process.env)
}

/** @param {string} root */
function installer(root) {
  return join(root, 'node_modules', 'ffmpeg-static', 'install.js')
}

/** @param {string} root */
function fetchedFfmpeg(root) {
  return join(root, 'node_modules', 'ffmpeg-static', program('ffmpeg'))
}

/** @param {string} name */
function program(name) {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** @param {string} name @param {NodeJS.ProcessEnv} env */
function onPath(name, env) {
  return (env.PATH ?? env.Path ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && isExecutable(join(folder, program(name))))
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
