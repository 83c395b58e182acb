import { EventEmitter } from 'node:events'
import { rmSync } from 'node:fs'

/** What the app asked of the system, in order: tests read it through `electronApp.evaluate`. */
const calls: { readonly what: string; readonly args: readonly unknown[] }[] = []

export function recorded(what: string, args: readonly unknown[]): void {
  calls.push({ what, args })
}

/** `dialog`: nobody is there to answer, so every dialog is cancelled unless a test replaces it, as it would on Electron. */
export const dialog = {
  calls,
  showOpenDialog: async (...args: unknown[]) => {
    recorded('showOpenDialog', args)
    return { canceled: true, filePaths: [] }
  },
  showSaveDialog: async (...args: unknown[]) => {
    recorded('showSaveDialog', args)
    return { canceled: true, filePath: '' }
  },
  showMessageBox: async (...args: unknown[]) => {
    recorded('showMessageBox', args)
    return { response: cancelOf(args.at(-1)), checkboxChecked: false }
  },
  showMessageBoxSync: (...args: unknown[]) => {
    recorded('showMessageBox', args)
    return cancelOf(args.at(-1))
  },
  showErrorBox: (title: string, content: string) => {
    recorded('showErrorBox', [title, content])
    console.error(`${title}: ${content}`)
  },
}

/** The button that Escape would press. */
function cancelOf(options: unknown): number {
  if (typeof options !== 'object' || options === null || !('cancelId' in options)) return 0
  return typeof options.cancelId === 'number' ? options.cancelId : 0
}

/** `shell`: nothing is opened. */
export const shell = {
  calls,
  openExternal: async (url: string) => recorded('openExternal', [url]),
  openPath: async (path: string) => {
    recorded('openPath', [path])
    return ''
  },
  showItemInFolder: (path: string) => recorded('showItemInFolder', [path]),
  trashItem: async (path: string) => rmSync(path, { recursive: true }),
  beep: () => {},
}

/** `Notification`: shown to nobody. */
export class Notification extends EventEmitter {
  private readonly options: unknown
  constructor(options: unknown) {
    super()
    this.options = options
  }
  static isSupported = () => true
  show(): void {
    recorded('Notification', [this.options])
  }
  close(): void {}
}

let copied = ''
/** `clipboard` of this process alone: tests that run at once do not paste each other's things. */
export const clipboard = {
  writeText: (text: string) => {
    copied = text
  },
  readText: () => copied,
  clear: () => {
    copied = ''
  },
}
