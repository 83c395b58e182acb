import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, dialog, ipcMain, protocol, session, shell } from 'electron'
import { CHANNELS } from '#shared/ipc/bridge.ts'
import type { WindowStart } from '#shared/ipc/shell-messages.ts'
import { MEDIA_SCHEME, PAGE_SCHEME } from './desktop/addresses.ts'
import { readArguments } from './desktop/arguments.ts'
import { mayClose } from './desktop/close-guard.ts'
import { mediaResponse } from './desktop/media-response.ts'
import { pageResponse } from './desktop/page-response.ts'
import { createRestarts } from './desktop/restarts.ts'
import type { DesktopSide } from './desktop/sides.ts'
import { type HostThread, startHost } from './desktop/start-host.ts'
import { windowFor } from './desktop/window-for.ts'
import { isOurPage, mayHave } from './desktop/window-options.ts'
import { defaultDataFolder, resourcesFolder } from './folders.ts'
import { showMenus } from './menu.ts'
import { openKeyVault } from './secrets.ts'
import { type EditorWindow, openWindow } from './window.ts'

/** `out/`: this file lies in `out/main/`. */
const OUT = dirname(dirname(fileURLToPath(import.meta.url)))
/** What may never be loaded into a window, whatever its content policy says. */
const REMOTE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*']

const given = readArguments(process.argv.slice(1), process.cwd())
const data = given.data ?? defaultDataFolder()
const isNew = !existsSync(data)
const desktopFolder = join(data, 'desktop')
mkdirSync(desktopFolder, { recursive: true })
// Also decides what counts as a second start: one app per data folder.
app.setPath('userData', desktopFolder)
app.setAppUserModelId('app.reelay.desktop')

protocol.registerSchemesAsPrivileged([
  { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  {
    scheme: MEDIA_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
  },
])

if (app.requestSingleInstanceLock()) begin()
else app.exit(0)

function begin(): void {
  // macOS names a file before the app is ready.
  let first: WindowStart =
    given.start ?? (isNew && given.first !== null ? { kind: 'starter', starter: given.first } : null)
  let openFile = (path: string): void => {
    first = { kind: 'file', path }
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFile(path)
  })
  // Never awaited at the top of this module: Electron is ready only after it has been evaluated.
  void app
    .whenReady()
    .then(() => {
      openFile = run(first)
    })
    .catch((error: unknown) => fail(error))
}

function fail(error: unknown): void {
  dialog.showErrorBox('Reelay cannot start', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

/** The running app: windows, and the host in its thread. Gives what opens a file. */
function run(first: WindowStart): (path: string) => void {
  const windows = new Map<number, EditorWindow>()
  const resources = resourcesFolder()
  const vault = openKeyVault(desktopFolder)
  const restarts = createRestarts()
  let lastConnection = 0
  let inFront: EditorWindow | null = null
  let quitting = false

  const windowOf = (connection: number): EditorWindow => {
    const found = [...windows.values()].find((each) => each.connection === connection)
    if (!found) throw new Error('The window that asked for this is closed.')
    return found
  }
  const desktop: DesktopSide = {
    message: (connection, text) => [...windows.values()].find((each) => each.connection === connection)?.send(text),
    log: (line) => console.error(line),
    keepKey: (provider, value) => vault.write(provider, value),
    openDialog: (connection, { accept, many }) => windowOf(connection).openDialog(accept, many),
    saveDialog: (connection, { accept, name }) => windowOf(connection).saveDialog(accept, name),
    reveal: (path) => shell.showItemInFolder(path),
    notify: (connection, { title, body }) => windowOf(connection).notify(title, body),
    menu(connection, menus) {
      const window = windowOf(connection)
      window.menus = menus
      if (window === inFront || windows.size === 1) show(window)
    },
    newWindow: open,
    startDrag: (connection, path) => windowOf(connection).startDrag(path),
    used: (path) => app.addRecentDocument(path),
  }

  let host = begin()
  function begin(): HostThread {
    const keys = [...vault.read()]
    const start = { data, resources, version: app.getVersion(), keys, keyProblem: vault.problem }
    const started = startHost(start, desktop, (why) => {
      console.error(`The host has ended: ${why}`)
      if (!restarts.mayRestart())
        return fail(new Error(`Reelay keeps failing (${why}). Nothing that was saved is lost.`))
      host = begin()
      for (const window of windows.values()) window.hostGone()
    })
    started.remote.ready().catch(fail)
    return started
  }

  function show(window: EditorWindow | null): void {
    showMenus(window?.menus ?? [], {
      choose: (id) => window?.event({ e: 'command', p: { id } }),
      editText: (action) => window?.editText(action),
      newWindow: () => void open(null),
    })
  }

  function disconnect(window: EditorWindow): void {
    if (window.connection !== null) host.tell('disconnect', window.connection)
    window.connection = null
  }

  const documentsOf = async ({ connection }: EditorWindow) =>
    connection === null ? [] : host.remote.documents(connection)

  /** A window for what is wanted: the one that has it, one that shows the start screen, or a new one. */
  async function open(start: WindowStart): Promise<void> {
    if (start?.kind === 'file') {
      const all = await Promise.all(
        [...windows.values()].map(async (window) => ({ window, documents: await documentsOf(window).catch(() => []) })),
      )
      const found = windowFor(start.path, all)
      if (found) {
        found.window.focus()
        if (!found.hasIt) found.window.event({ e: 'shell.openFile', p: { path: start.path } })
        return
      }
    }
    add(start)
  }

  function add(start: WindowStart): void {
    const window = openWindow({
      preload: join(OUT, 'preload', 'preload.cjs'),
      icon: join(resources, 'icons', 'icon.png'),
      folder: desktopFolder,
      start,
      mayClose: async (closing) => {
        const connection = closing.connection ?? -1
        const may = await mayClose({
          documents: () => documentsOf(closing),
          ask: ({ name }) => closing.askToSave(name || 'Untitled'),
          askUntold: closing.askUntold,
          choosePath: ({ name }) => closing.saveDialog('document', `${name || 'Untitled'}.reelay`),
          save: (id, as) => host.remote.save(connection, id, as),
          discard: (id) => host.remote.discard(connection, id),
          tell: closing.tell,
        })
        if (!may) quitting = false
        return may
      },
      onGone: disconnect,
      onClosed: (closed) => {
        disconnect(closed)
        windows.delete(closed.id)
        if (inFront === closed) inFront = null
        // A question on the way has stopped the system's own round through all windows.
        if (quitting && windows.size > 0) setImmediate(() => app.quit())
      },
      onFocus: (focused) => {
        inFront = focused
        show(focused)
      },
    })
    windows.set(window.id, window)
  }

  /** The window behind a message; throws where another frame or another page sent it. */
  const senderOf = (event: Electron.IpcMainInvokeEvent): EditorWindow => {
    const window = [...windows.values()].find(({ contents }) => contents === event.sender)
    if (!window || !isOurPage(event.senderFrame)) throw new Error('Only the editor’s own page may speak to its host.')
    return window
  }
  ipcMain.handle(CHANNELS.connect, (event) => {
    const window = senderOf(event)
    disconnect(window)
    window.connection = ++lastConnection
    host.tell('connect', window.connection)
  })
  ipcMain.handle(CHANNELS.send, (event, text: unknown) => {
    const { connection } = senderOf(event)
    if (typeof text !== 'string') throw new Error('A message is text.')
    if (connection !== null) host.tell('receive', connection, text)
  })

  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(mayHave(permission, originOf(requestingUrl))),
  )
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin))
  defaultSession.webRequest.onBeforeRequest({ urls: REMOTE }, (_details, answer) => answer({ cancel: true }))
  const page = { renderer: join(OUT, 'renderer'), uploads: () => host.remote.uploads() }
  protocol.handle(PAGE_SCHEME, (request) => pageResponse(page, request))
  protocol.handle(MEDIA_SCHEME, (request) => mediaResponse((kind, digest) => host.remote.file(kind, digest), request))

  app.on('second-instance', (_event, argv, folder) => {
    const { start } = readArguments(argv.slice(1), folder)
    const [any] = windows.values()
    if (start === null && any) (inFront ?? any).focus()
    else void open(start)
  })
  app.on('activate', () => {
    if (windows.size === 0) add(null)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || quitting) app.quit()
  })
  app.on('before-quit', () => {
    quitting = true
  })
  let ended = false
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    ended = true
    void host.close().finally(() => app.exit(0))
  })

  show(null)
  add(first)
  return (path) => void open({ kind: 'file', path })
}

function originOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const { protocol: scheme, host } = new URL(address)
  return `${scheme}//${host}`
}
