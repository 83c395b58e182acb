import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  Notification,
  nativeImage,
  nativeTheme,
  type OpenDialogOptions,
  screen,
  shell,
  type WebContents,
} from 'electron'
import Store from 'electron-store'
import { CHANNELS } from '#shared/ipc/bridge.ts'
import type { FileKind, Menus, WindowStart } from '#shared/ipc/shell-messages.ts'
import type { EventMessage } from '#shared/ipc/wire.ts'
import { PAGE_ORIGIN } from './desktop/addresses.ts'
import { pageAddress } from './desktop/arguments.ts'
import { CLOSE_ANSWERS, type CloseAnswer } from './desktop/close-guard.ts'
import { fileFilters } from './desktop/file-filters.ts'
import type { TextAction } from './desktop/menu-template.ts'
import { LEAST_SIZE, mayOpenOutside, WEB_PREFERENCES } from './desktop/window-options.ts'
import { windowPlace } from './desktop/window-state.ts'

/** Colour of a window before its page is there, as `--canvas` is in tokens.css. */
const BACKGROUND = { dark: '#131518', light: '#e9ebee' } as const
/** Milliseconds after a move or a resize until it is remembered. */
const REMEMBER_AFTER = 500
/** A page that dies more often than this is not loaded again. */
const MOST_CRASHES = 3

export interface WindowParts {
  readonly preload: string
  readonly icon: string
  /** Where the place of windows is remembered. */
  readonly folder: string
  readonly start: WindowStart
  /** Whether it may close now; it closes by itself once this says so. */
  readonly mayClose: (window: EditorWindow) => Promise<boolean>
  /** Its page is gone and comes again. */
  readonly onGone: (window: EditorWindow) => void
  readonly onClosed: (window: EditorWindow) => void
  readonly onFocus: (window: EditorWindow) => void
}

/** A window of the editor. */
export interface EditorWindow {
  readonly id: number
  /** Who sends its messages. */
  readonly contents: WebContents
  /** Of its page to the host, numbered anew at each load; null: not connected. */
  connection: number | null
  /** As its page last wished. */
  menus: Menus
  /** Hands a message of the host to the page. */
  send(text: string): void
  event(message: EventMessage): void
  /** Tells the page that the host is gone; it connects again. */
  hostGone(): void
  focus(): void
  close(): void
  editText(action: TextAction): void
  openDialog(accept: FileKind, many: boolean): Promise<readonly string[]>
  saveDialog(accept: FileKind, name: string): Promise<string | null>
  askToSave(name: string): Promise<CloseAnswer>
  /** Asks whether to close though the host cannot tell what is unsaved. */
  askUntold(): Promise<boolean>
  tell(message: string): Promise<void>
  notify(title: string, body: string): boolean
  startDrag(path: string): void
}

/** Opens a window of the editor. Its page can do nothing but speak to the host; see window-options.ts. */
export function openWindow(parts: WindowParts): EditorWindow {
  const store = new Store<{ window?: unknown }>({ cwd: parts.folder, name: 'window', clearInvalidConfig: true })
  const { place, width, height, maximised } = windowPlace(
    store.get('window'),
    screen.getAllDisplays().map(({ workArea }) => workArea),
    BrowserWindow.getAllWindows().map((each) => each.getNormalBounds()),
  )
  const window = new BrowserWindow({
    ...{ width, height, ...place, minWidth: LEAST_SIZE.width, minHeight: LEAST_SIZE.height },
    ...{ show: false, title: app.getName(), icon: parts.icon },
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: { ...WEB_PREFERENCES, preload: parts.preload },
  })
  const { webContents } = window
  if (maximised) window.maximize()
  window.once('ready-to-show', () => window.show())

  const remember = () => {
    if (window.isDestroyed()) return
    store.set('window', { bounds: window.getNormalBounds(), maximised: window.isMaximized() })
  }
  let timer: NodeJS.Timeout | undefined
  for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) {
    window.on(event as 'resize', () => {
      clearTimeout(timer)
      timer = setTimeout(remember, REMEMBER_AFTER)
    })
  }

  const self: EditorWindow = {
    id: window.id,
    contents: webContents,
    connection: null,
    menus: [],
    send: (text) => {
      if (!window.isDestroyed()) webContents.send(CHANNELS.message, text)
    },
    event: (message) => self.send(JSON.stringify(message)),
    hostGone() {
      if (!window.isDestroyed()) webContents.send(CHANNELS.closed)
    },
    focus() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    close: () => window.close(),
    editText: (action) => webContents[action](),
    async openDialog(accept, many) {
      const properties: OpenDialogOptions['properties'] = many ? ['openFile', 'multiSelections'] : ['openFile']
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties,
        filters: fileFilters(accept, 'open'),
      })
      return canceled ? [] : filePaths
    },
    async saveDialog(accept, name) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: name,
        filters: fileFilters(accept, 'save'),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      })
      return canceled || filePath === '' ? null : filePath
    },
    async askToSave(name) {
      self.focus()
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: `Save the changes to “${name}”?`,
        detail: 'Otherwise the edits since the last save are given up. What was made stays in the store.',
        buttons: ['Save', 'Don’t save', 'Cancel'],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      })
      return CLOSE_ANSWERS[response] ?? 'cancel'
    },
    async askUntold() {
      self.focus()
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: 'Close this window now?',
        detail:
          'A part of Reelay has failed, so it cannot tell what is unsaved here. Edits are kept: they come back when the document is opened again.',
        buttons: ['Close', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      })
      return response === 0
    },
    async tell(message) {
      await dialog.showMessageBox(window, { type: 'error', message, buttons: ['OK'] })
    },
    notify(title, body) {
      if (window.isFocused() || !Notification.isSupported()) return false
      const notification = new Notification({ title, body, icon: parts.icon })
      notification.on('click', () => self.focus())
      notification.show()
      return true
    },
    startDrag(path) {
      const icon = nativeImage.createFromPath(join(parts.icon, '..', 'drag.png'))
      webContents.startDrag({ file: path, icon })
    },
  }

  let closing: 'no' | 'asking' | 'yes' = 'no'
  window.on('close', (event) => {
    remember()
    if (closing === 'yes') return
    event.preventDefault()
    if (closing === 'asking') return
    closing = 'asking'
    void parts.mayClose(self).then((may) => {
      closing = may ? 'yes' : 'no'
      if (may && !window.isDestroyed()) window.destroy()
    })
  })
  window.on('closed', () => {
    clearTimeout(timer)
    parts.onClosed(self)
  })
  window.on('focus', () => parts.onFocus(self))

  let crashes = 0
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    parts.onGone(self)
    if (++crashes <= MOST_CRASHES) webContents.reload()
    else void self.tell('This window keeps failing. Close it and open the file again: nothing that was edited is lost.')
  })

  // The page is all there ever is in this window.
  webContents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const)
    webContents.on(event as 'will-navigate', (navigation) => navigation.preventDefault())

  void window.loadURL(pageAddress(PAGE_ORIGIN, parts.start))
  return self
}
