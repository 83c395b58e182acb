import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CHROMIUM_WAYS, chromiumStep, setUpChromium } from './setup/chromium.mjs'
import { ffmpegStep, setUpFfmpeg } from './setup/ffmpeg.mjs'
import { withLock } from './setup/lock.mjs'
import { installPackages, packagesInstalled } from './setup/packages.mjs'
import { SetUpProblem } from './setup/problem.mjs'
import { forgetTriedWays } from './setup/tried.mjs'

/** The checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
/** What set-up remembers of its tries. */
export const MEMORY = join(ROOT, '.setup')

/**
 * Makes the checkout ready to run: packages from the lockfile, and where asked ffmpeg with ffprobe and a Chromium. Says in one line what it does
 * and nothing when there is nothing to do. Needs nothing installed but Node and npm. Several at once in one checkout take turns.
 * @param {{ media: 'needed' | 'if-possible' | 'no', browser?: boolean, say?: (line: string) => void }} options
 * `if-possible` goes on without ffmpeg; the command that needs it says so itself. `browser`: a Chromium is needed too.
 * @returns {Promise<{ changed: boolean }>} whether packages were installed
 * @throws {SetUpProblem}
 */
export async function setUp({ media, browser = false, say = (line) => console.error(line) }) {
  const packagesReady = () => packagesInstalled(ROOT)
  const mediaReady = () => {
    const step = media === 'no' ? 'nothing' : ffmpegStep(ROOT, MEMORY)
    return step === 'nothing' || (step === 'by-hand' && media === 'if-possible')
  }
  const browserReady = () => !browser || chromiumStep(ROOT, MEMORY) === 'nothing'
  // Where ffmpeg is a must, a network that was down last time is asked again; a download that failed is not waited for twice.
  if (media === 'needed') forgetTriedWays(MEMORY, browser ? ['apt', 'apt-chromium'] : ['apt'])
  if (packagesReady() && mediaReady() && browserReady()) return { changed: false }

  const waiting = (/** @type {number} */ pid) =>
    say(`Waiting for the set-up that process ${pid} runs in this checkout (if there is none, delete ${MEMORY}) …`)
  return withLock(MEMORY, waiting, async () => {
    const changed = !packagesReady()
    if (changed) {
      say('Installing packages from the lockfile (about a minute) …')
      await installPackages(ROOT)
    }
    if (!mediaReady()) await mediaAsAsked(media === 'needed', say)
    if (!browserReady()) await setUpChromium(ROOT, MEMORY, say)
    return { changed }
  })
}

/** @param {boolean} needed @param {(line: string) => void} say */
async function mediaAsAsked(needed, say) {
  try {
    await setUpFfmpeg(ROOT, MEMORY, say)
  } catch (error) {
    if (needed || !(error instanceof SetUpProblem)) throw error
  }
}

const startedDirectly = process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)
if (startedDirectly) {
  const quiet = process.argv.includes('--quiet')
  try {
    forgetTriedWays(MEMORY, ['apt', 'fetch', 'electron', ...CHROMIUM_WAYS])
    await setUp({ media: 'needed', ...(quiet ? { say: () => {} } : {}) })
    if (!quiet) console.error('Everything is set up.')
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
