import { app, Menu } from 'electron'
import type { Menus } from '#shared/ipc/shell-messages.ts'
import { type MenuWorld, menuTemplate } from './desktop/menu-template.ts'

/** Shows menus: of the window in front on macOS, where all windows share one bar; else each window is told its own. */
export function showMenus(menus: Menus, world: Pick<MenuWorld, 'choose' | 'editText' | 'newWindow'>): void {
  const template = menuTemplate(menus, {
    ...world,
    mac: process.platform === 'darwin',
    appName: app.getName(),
    packaged: app.isPackaged,
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
