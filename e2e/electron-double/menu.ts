import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'

interface ItemOptions {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly enabled?: boolean
  readonly visible?: boolean
  readonly checked?: boolean
  readonly click?: (item: MenuItem, window: BrowserWindow | null, event: object) => void
  readonly submenu?: Menu | readonly ItemOptions[]
}

/** `MenuItem`: clicked by tests. */
export class MenuItem {
  readonly id: string
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly submenu: Menu | undefined
  private readonly act: ItemOptions['click']
  constructor(options: ItemOptions) {
    this.id = options.id ?? ''
    this.label = options.label ?? options.role ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.submenu =
      options.submenu instanceof Menu || !options.submenu ? options.submenu : Menu.buildFromTemplate(options.submenu)
    this.act = options.click
  }
  click(): void {
    const window = BrowserWindow.getFocusedWindow()
    if (this.role === 'quit') app.quit()
    else if (this.role === 'close') window?.close()
    else if (this.enabled) this.act?.(this, window, {})
  }
}

/** `Menu`: a tree that tests look items up in; nothing is drawn. */
export class Menu {
  readonly items: MenuItem[] = []
  private static ofApp: Menu | null = null
  append(item: MenuItem): void {
    this.items.push(item)
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
  popup(): void {}
  closePopup(): void {}
  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const each of template) menu.append(each instanceof MenuItem ? each : new MenuItem(each))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.ofApp = menu
  }
  static getApplicationMenu = () => Menu.ofApp
}
