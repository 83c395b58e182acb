import { EventEmitter } from 'node:events'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdInstance } from './single-instance.ts'
import { state } from './state.ts'
import { webContents } from './web-contents.ts'

interface About {
  readonly path: string
  name: string
  readonly version: string
}
let about: About = { path: process.cwd(), name: 'Electron', version: '0.0.0' }
const paths: Record<string, string> = {}
const switches = new Map<string, string>()
let quitting = false
let holds = false
let becomeReady = () => {}
const whenReady = new Promise<void>((resolve) => {
  becomeReady = resolve
})

/** What the app's package says of itself. */
export function describeApp(found: About): void {
  about = found
}

/** Switches for Chromium that the app, or Playwright in its place, has asked for. */
export function chromiumSwitches(): readonly string[] {
  return Array.from(switches, ([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
}

/** Tells everybody that windows can be made. */
export function emitReady(): void {
  state.ready = true
  becomeReady()
  app.emit('ready', {}, {})
}

function getPath(name: string): string {
  const config = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
  const userData = paths.userData ?? join(paths.appData ?? config, about.name)
  const known: Readonly<Record<string, string>> = {
    home: homedir(),
    appData: config,
    userData,
    sessionData: userData,
    temp: tmpdir(),
    exe: process.argv[0] ?? '',
    logs: join(userData, 'logs'),
    desktop: join(homedir(), 'Desktop'),
    documents: join(homedir(), 'Documents'),
    downloads: join(homedir(), 'Downloads'),
    music: join(homedir(), 'Music'),
    pictures: join(homedir(), 'Pictures'),
    videos: join(homedir(), 'Videos'),
  }
  const path = paths[name] ?? known[name]
  if (path === undefined) throw new Error(`Failed to get '${name}' path`)
  return path
}

function quit(): void {
  if (quitting) return
  let prevented = false
  const event = {
    preventDefault: () => {
      prevented = true
    },
  }
  app.emit('before-quit', event)
  if (prevented) return
  quitting = true
  const windows = webContents.getAllWebContents().map(({ window }) => window)
  // Every one is asked, also after one that stays.
  for (const window of windows) window.close()
  if (windows.some((window) => !window.isDestroyed())) {
    quitting = false
    return
  }
  app.emit('will-quit', event)
  if (prevented) quitting = false
  else exit(0)
}

function exit(code = 0): void {
  app.emit('quit', {}, code)
  process.exit(code)
}

/** `app`. */
export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  commandLine: {
    appendSwitch: (name: string, value = '') => {
      // A list (of features) grows; anything else is replaced.
      const before = name.endsWith('-features') ? switches.get(name) : undefined
      switches.set(name, [before, value].filter(Boolean).join(','))
    },
    appendArgument: () => {},
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
  },
  whenReady: () => whenReady,
  isReady: () => state.ready,
  /** Of the double: a window that closes while the app quits does not ask what to do without windows. */
  isQuitting: () => quitting,
  getName: () => about.name,
  setName: (name: string) => {
    about.name = name
  },
  getVersion: () => about.version,
  getAppPath: () => about.path,
  getLocale: () => 'en-US',
  getSystemLocale: () => 'en-US',
  getPreferredSystemLanguages: () => ['en-US'],
  getPath,
  setPath: (name: string, path: string) => {
    paths[name] = path
  },
  quit,
  exit,
  relaunch: () => {},
  focus: () => {},
  requestSingleInstanceLock: (data?: unknown) => {
    holds ||= holdInstance(getPath('userData'), data, (knock) =>
      app.emit('second-instance', {}, knock.argv, knock.cwd, knock.data),
    )
    return holds
  },
  hasSingleInstanceLock: () => holds,
  releaseSingleInstanceLock: () => {
    holds = false
  },
  setAboutPanelOptions: () => {},
  showAboutPanel: () => {},
  setAppUserModelId: () => {},
  setAsDefaultProtocolClient: () => true,
  addRecentDocument: () => {},
  clearRecentDocuments: () => {},
  disableHardwareAcceleration: () => {},
  enableSandbox: () => {},
  getAppMetrics: () => [],
  getGPUFeatureStatus: () => ({}),
})
