import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication } from '@playwright/test'
import type { App, World } from './app.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Milliseconds until an app that is asked to quit counts as stuck. */
const SLOWEST_END = 60_000

/** True where Electron's own binary runs the stories, not our double of it. */
export const realElectron = process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined

export interface DesktopApp extends App {
  readonly electron: ElectronApplication
}

/** The desktop app as it is built. */
export async function launchDesktop(world: World, file?: string): Promise<DesktopApp> {
  const electron = await _electron.launch({
    args: ['.', ...(file === undefined ? [] : [file])],
    cwd: ROOT,
    env: { ...world.env },
    timeout: 60_000,
  })
  const child = electron.process()
  const page = await electron.firstWindow({ timeout: 60_000 })
  // A window may be seen before it has loaded its page.
  await page.waitForURL((url) => url.href !== 'about:blank')
  // At the end nobody is there to say what becomes of unsaved edits; a story that is about this question answers it itself.
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
  })
  return {
    electron,
    page,
    async another(path) {
      const opened = electron.waitForEvent('window')
      // What a second start of the app comes to: the system gives its arguments to the first.
      await electron.evaluate(({ app }, given) => app.emit('second-instance', {}, ['reelay', given], '/'), path)
      const beside = await opened
      await beside.waitForURL((url) => url.href !== 'about:blank')
      return beside
    },
    async close() {
      const stuck = setTimeout(() => child.kill('SIGKILL'), SLOWEST_END)
      await electron.close()
      clearTimeout(stuck)
      if (child.signalCode === 'SIGKILL') throw new Error('The desktop app did not end when it was asked to.')
    },
    async kill() {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}
