import { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { WebContents, type WebPreferences, webContents } from './web-contents.ts'

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean
  readonly title?: string
  readonly webPreferences?: WebPreferences
}

/** A window: its size is given to Chromium, all else is remembered and told. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly id: number
  private readonly bounds: Bounds
  private title: string
  private visible: boolean
  private shown = false
  private readonly is = { maximized: false, minimized: false, fullScreen: false, edited: false }
  private file = ''

  constructor({
    x = 0,
    y = 0,
    width = 800,
    height = 600,
    show = true,
    title,
    webPreferences = {},
  }: WindowOptions = {}) {
    super()
    this.bounds = { x, y, width, height }
    this.visible = show
    this.title = title ?? app.getName()
    this.webContents = new WebContents(this, webPreferences)
    this.id = this.webContents.id
    app.emit('browser-window-created', {}, this)
    queueMicrotask(() => app.emit('browser-window-focus', {}, this))
  }

  static getAllWindows = () => webContents.getAllWebContents().map(({ window }) => window)
  static fromWebContents = (contents: WebContents | undefined) => contents?.window ?? null
  static fromId = (id: number) => BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null
  /** The one opened last: there is no screen to look at. */
  static getFocusedWindow = () => BrowserWindow.getAllWindows().at(-1) ?? null

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  loadFile(file: string): Promise<void> {
    return this.loadURL(pathToFileURL(resolve(app.getAppPath(), file)).href)
  }
  /** The first page has something to show. */
  painted(): void {
    if (this.shown) return
    this.shown = true
    this.emit('ready-to-show', {})
  }

  close(): void {
    if (this.isDestroyed()) return
    let prevented = false
    const event = {
      preventDefault: () => {
        prevented = true
      },
    }
    this.emit('close', event)
    if (!prevented) this.destroy()
  }
  destroy(): void {
    if (this.isDestroyed()) return
    this.webContents.markDestroyed()
    this.emit('closed')
    if (BrowserWindow.getAllWindows().length > 0 || app.isQuitting()) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }
  isDestroyed = () => this.webContents.isDestroyed()

  show(): void {
    this.visible = true
    this.emit('show')
  }
  showInactive(): void {
    this.show()
  }
  hide(): void {
    this.visible = false
    this.emit('hide')
  }
  focus(): void {
    this.emit('focus')
  }
  blur(): void {
    this.emit('blur')
  }
  isVisible = () => this.visible
  isFocused = () => BrowserWindow.getFocusedWindow() === this
  moveTop(): void {}
  flashFrame(): void {}
  setProgressBar(): void {}
  setBackgroundColor(): void {}
  setMinimumSize(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setTitleBarOverlay(): void {}
  setIcon(): void {}
  center(): void {}

  getTitle = () => this.title
  setTitle(title: string): void {
    this.title = title
  }
  setRepresentedFilename(file: string): void {
    this.file = file
  }
  getRepresentedFilename = () => this.file
  setDocumentEdited(edited: boolean): void {
    this.is.edited = edited
  }
  isDocumentEdited = () => this.is.edited

  getBounds = (): Bounds => ({ ...this.bounds })
  getNormalBounds = this.getBounds
  getContentBounds = this.getBounds
  getSize = () => [this.bounds.width, this.bounds.height]
  getContentSize = this.getSize
  getPosition = () => [this.bounds.x, this.bounds.y]
  setBounds(bounds: Partial<Bounds>): void {
    Object.assign(this.bounds, bounds)
    this.emit('resize')
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }
  maximize(): void {
    this.is.maximized = true
    this.emit('maximize')
  }
  unmaximize(): void {
    this.is.maximized = false
    this.emit('unmaximize')
  }
  minimize(): void {
    this.is.minimized = true
    this.emit('minimize')
  }
  restore(): void {
    this.is.minimized = false
    this.emit('restore')
  }
  setFullScreen(fullScreen: boolean): void {
    this.is.fullScreen = fullScreen
    this.emit(fullScreen ? 'enter-full-screen' : 'leave-full-screen')
  }
  isMaximized = () => this.is.maximized
  isMinimized = () => this.is.minimized
  isFullScreen = () => this.is.fullScreen
}
