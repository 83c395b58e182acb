import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron } from './setup/electron.mjs'
import { waitFor } from './setup/start.mjs'
import { ROOT } from './setup.mjs'

const BUILDER = join('node_modules', 'electron-builder', 'cli.js')

/**
 * Packs what is built: installers of this system, or with `--dir` the app as a folder in `dist/`. Everything after that goes to
 * electron-builder as it is. Says in one line what could not be fetched.
 * @param {string} node the Node to pack with
 * @param {readonly string[]} args
 * @returns {Promise<import('./setup/start.mjs').End>}
 */
export async function packApp(node, args) {
  const named = args.some((arg) => arg.startsWith('-c.electronDist') || arg.startsWith('--config.electronDist'))
  // Electron's program as it was installed; electron-builder would fetch it a second time.
  const installed = !named && !process.env.ELECTRON_OVERRIDE_DIST_PATH && findElectron(ROOT) !== undefined
  const dist = installed ? [`-c.electronDist=${join(ROOT, 'node_modules', 'electron', 'dist')}`] : []
  const end = await waitFor(node, [BUILDER, '--config', 'electron-builder.yml', '--publish', 'never', ...dist, ...args])
  if (end.code !== 0) {
    const tools = args.includes('--dir') ? '' : ' or the tools of its installers (AppImage, deb, nsis, dmg)'
    console.error(
      `The app could not be packed; electron-builder's own words are above. Without a network it cannot fetch ${installed || named ? 'anything' : 'Electron’s program'}${tools}: \`npm run package -- --dir -c.electronDist=FOLDER\` packs with an Electron that is there.`,
    )
  } else if (
    !existsSync(join(ROOT, 'node_modules', 'ffmpeg-static', process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'))
  ) {
    console.error('ffmpeg is not in this package, because it was not fetched here: the app uses the one on PATH.')
  }
  return end
}
