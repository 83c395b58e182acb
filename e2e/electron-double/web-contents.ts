import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserWindow } from './browser-window.ts'
import type { Session } from './chromium.ts'
import { invokeHandler, ipcMain } from './ipc-main.ts'
import { createCodec } from './page/codec.ts'
import { pageSource } from './page/source.ts'
import { recorded } from './recorded.ts'
import { answerRequest, type Paused, watchedRequests } from './requests.ts'
import { ownSchemes, toApp, toPage } from './schemes.ts'
import { defaultSession, grantedPermissions } from './session.ts'
import { state } from './state.ts'

export interface WebPreferences {
  readonly preload?: string
  readonly sandbox?: boolean
  readonly contextIsolation?: boolean
  readonly nodeIntegration?: boolean
  readonly additionalArguments?: readonly string[]
}

type FromPage =
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: unknown }
  | { readonly type: 'send'; readonly channel: string; readonly args: unknown }
  | { readonly type: 'preload-error'; readonly message: string }
  | { readonly type: 'window-open'; readonly url: string }
type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

/** Name of the preload's world in Chromium. */
const WORLD = 'preload'
const { encode, decode } = createCodec()

const all = new Map<number, WebContents>()
let lastId = 0

/** The page of a window: a target of Chromium. */
export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly session = defaultSession
  readonly window: BrowserWindow
  readonly opened: Promise<void>
  /** Of Chromium's target, which Playwright knows the page by; empty until it is open. */
  target = ''
  private readonly preferences: WebPreferences
  private readonly ownHandlers = new Map<string, (event: object, ...args: unknown[]) => unknown>()
  readonly ipc = Object.assign(new EventEmitter(), {
    handle: (channel: string, handler: (event: object, ...args: unknown[]) => unknown) =>
      void this.ownHandlers.set(channel, handler),
    removeHandler: (channel: string) => void this.ownHandlers.delete(channel),
  })
  private cdp: Session | null = null
  private preloadContext: number | undefined
  private url = ''
  /** Addresses that the app itself loads: a page did not ask for them. */
  private readonly ownLoads = new Set<string>()
  private windowOpenHandler: WindowOpenHandler | null = null
  private destroyed = false
  private zoom = 1

  constructor(window: BrowserWindow, preferences: WebPreferences) {
    super()
    this.window = window
    this.preferences = preferences
    all.set(this.id, this)
    this.opened = this.open()
    this.opened.catch((error: unknown) => console.error('[electron-double]', error))
  }

  private async open(): Promise<void> {
    const { chromium } = state
    if (!chromium) throw new Error('Cannot create BrowserWindow before app is ready')
    const { sandbox, contextIsolation, nodeIntegration, preload, additionalArguments } = this.preferences
    if (nodeIntegration || sandbox === false || contextIsolation === false)
      console.error('[electron-double] only sandboxed, isolated pages without Node are imitated')
    const { width, height } = this.window.getBounds()
    const { targetId } = await chromium.browser.send('Target.createTarget', {
      url: 'about:blank',
      width,
      height,
      newWindow: true,
    })
    this.target = targetId
    const { sessionId } = await chromium.browser.send('Target.attachToTarget', { targetId, flatten: true })
    const cdp = chromium.session(sessionId)
    this.cdp = cdp
    this.listen(cdp)
    const source = pageSource(ownSchemes(), preload === undefined ? '' : readFileSync(preload, 'utf8'), {
      platform: process.platform,
      arch: process.arch,
      versions: { ...process.versions },
      argv: ['', ...(additionalArguments ?? [])],
      files: JSON.parse(process.env.ELECTRON_DOUBLE_FILES ?? '{}'),
    })
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      cdp.send('Runtime.addBinding', { name: 'electronDoubleSend', executionContextName: WORLD }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source.main }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source.preload, worldName: WORLD }),
      // Chromium's window has a frame of its own around the page.
      cdp.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
      cdp.send('Fetch.enable', { patterns: watchedRequests() }),
    ])
  }

  private listen(cdp: Session): void {
    cdp.on('Fetch.requestPaused', (paused) => void this.request(cdp, paused))
    cdp.on('Runtime.bindingCalled', ({ payload }) => void this.receive(JSON.parse(payload)))
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD && context.auxData?.frameId === this.target) this.preloadContext = context.id
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.preloadContext) this.preloadContext = undefined
    })
    cdp.on('Page.domContentEventFired', () => {
      this.emit('dom-ready', {})
      this.window.painted()
    })
    cdp.on('Page.loadEventFired', () => {
      this.emit('did-finish-load', {})
      this.emit('did-stop-loading', {})
    })
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      this.url = toApp(frame.url)
      this.emit('did-navigate', {}, this.url, 200, 'OK')
    })
    cdp.on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
  }

  private async request(cdp: Session, paused: Paused): Promise<void> {
    const { requestId, resourceType, frameId } = paused
    try {
      if (resourceType === 'Document' && frameId === this.target && this.refusesNavigation(toApp(paused.request.url))) {
        await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
        return
      }
      await answerRequest(cdp, paused)
    } catch (error) {
      if (this.destroyed) return
      console.error(`[electron-double] ${paused.request.url}:`, error)
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {})
    }
  }

  /** Asks the app about a navigation that the page wants: not about what the app loads, and not about a reload. */
  private refusesNavigation(url: string): boolean {
    if (this.ownLoads.delete(url) || url === this.url) return false
    let prevented = false
    const event = {
      url,
      isMainFrame: true,
      preventDefault: () => {
        prevented = true
      },
    }
    this.emit('will-frame-navigate', event)
    this.emit('will-navigate', event, url)
    return prevented
  }

  private async receive(message: FromPage): Promise<void> {
    if (message.type === 'preload-error') {
      console.error(`[electron-double] preload: ${message.message}`)
      this.emit('preload-error', {}, this.preferences.preload, new Error(message.message))
      return
    }
    if (message.type === 'window-open') {
      // Nothing opens whatever it says; it may open a browser instead.
      this.windowOpenHandler?.({ url: toApp(message.url) })
      return
    }
    const frame = { url: this.url, origin: URL.parse(this.url)?.origin, parent: null, routingId: 1 }
    const reply = (channel: string, ...args: unknown[]) => this.send(channel, ...args)
    const event = { sender: this, senderFrame: frame, processId: 1, frameId: 1, type: 'frame', reply }
    const args = decode(message.args) as unknown[]
    if (message.type === 'send') {
      this.ipc.emit(message.channel, event, ...args)
      ipcMain.emit(message.channel, event, ...args)
      return
    }
    const { id, channel } = message
    try {
      const handler = this.ownHandlers.get(channel) ?? invokeHandler(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      this.post({ reply: id, value: encode(await handler(event, ...args)) })
    } catch (error) {
      this.post({ reply: id, error: `Error invoking remote method '${channel}': ${error}` })
    }
  }

  private post(message: object): void {
    if (this.preloadContext === undefined || this.destroyed) return
    const expression = `electronDoubleReceive(${JSON.stringify(JSON.stringify(message))})`
    this.cdp?.send('Runtime.evaluate', { expression, contextId: this.preloadContext }).catch(() => {})
  }

  get mainFrame() {
    return { url: this.url, origin: URL.parse(this.url)?.origin, parent: null, routingId: 1 }
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new Error('Object has been destroyed')
    this.post({ channel, args: encode(args) })
  }

  async loadURL(url: string): Promise<void> {
    await this.opened
    this.ownLoads.add(url)
    await grant(url)
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve))
    const answer = await this.cdp?.send('Page.navigate', { url: toPage(url) })
    if (answer?.errorText) {
      this.emit('did-fail-load', {}, -2, answer.errorText, url, true)
      throw new Error(`${answer.errorText} loading '${url}'`)
    }
    await loaded
  }

  async executeJavaScript(code: string): Promise<unknown> {
    await this.opened
    const answer = await this.cdp?.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    if (answer?.exceptionDetails) throw new Error(answer.exceptionDetails.text)
    return answer?.result.value
  }

  undo = () => recorded('undo', [])
  redo = () => recorded('redo', [])
  cut = () => recorded('cut', [])
  copy = () => recorded('copy', [])
  paste = () => recorded('paste', [])
  delete = () => recorded('delete', [])
  selectAll = () => recorded('selectAll', [])
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler
  }
  reload(): void {
    void this.cdp?.send('Page.reload')
  }
  /** `prefers-color-scheme` of the page. */
  setColorScheme(scheme: string): void {
    const features = [{ name: 'prefers-color-scheme', value: scheme }]
    void this.opened.then(() => this.cdp?.send('Emulation.setEmulatedMedia', { features }))
  }
  getURL = () => this.url
  getTitle = () => this.window.getTitle()
  isDestroyed = () => this.destroyed
  isLoading = () => false
  isFocused = () => true
  isCrashed = () => false
  focus(): void {}
  openDevTools(): void {}
  closeDevTools(): void {}
  isDevToolsOpened = () => false
  setZoomFactor(factor: number): void {
    this.zoom = factor
  }
  getZoomFactor = () => this.zoom
  setZoomLevel(level: number): void {
    this.zoom = 1.2 ** level
  }
  getZoomLevel = () => Math.log(this.zoom) / Math.log(1.2)
  setVisualZoomLevelLimits = async () => {}
  setBackgroundThrottling(): void {}
  startDrag(item: unknown): void {
    recorded('startDrag', [item])
  }
  close(): void {
    this.window.close()
  }
  /** Called by the window, which is gone then. */
  markDestroyed(): void {
    this.destroyed = true
    all.delete(this.id)
    void state.chromium?.browser.send('Target.closeTarget', { targetId: this.target }).catch(() => {})
    this.emit('destroyed')
  }
}

/** Gives the pages of an origin what the app leaves open to them, and nothing else. */
async function grant(url: string): Promise<void> {
  const { protocol, host } = new URL(url)
  const page = URL.parse(toPage(url))
  if (!page || page.origin === 'null') return
  const permissions = grantedPermissions(`${protocol}//${host}`)
  await state.chromium?.browser.send('Browser.grantPermissions', { origin: page.origin, permissions })
}

/** `webContents`, as apps and Playwright look pages up. */
export const webContents = {
  getAllWebContents: () => [...all.values()],
  fromId: (id: number) => all.get(id),
  fromDevToolsTargetId: (target: string) => [...all.values()].find((each) => each.target === target),
  getFocusedWebContents: () => [...all.values()][0] ?? null,
}
