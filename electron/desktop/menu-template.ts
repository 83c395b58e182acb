import type { MenuItem, Menus } from '#shared/ipc/shell-messages.ts'

/** An entry as Electron's menus take it. */
export interface TemplateItem {
  readonly id?: string
  readonly label?: string
  readonly role?: Role
  readonly type?: 'separator' | 'checkbox' | 'normal' | 'submenu'
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly enabled?: boolean
  readonly checked?: boolean
  readonly submenu?: TemplateItem[]
  readonly click?: (item: unknown, window: unknown, event?: { readonly triggeredByAccelerator?: boolean }) => void
}

type Role =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'toggleDevTools'
  | 'togglefullscreen'
  | 'windowMenu'

/** What the menus are made for. */
export interface MenuWorld {
  readonly mac: boolean
  readonly appName: string
  /** The packaged app hides the developer's tools. */
  readonly packaged: boolean
  /** A command of the page was chosen. */
  readonly choose: (id: string) => void
  /** A key of the edit menu that the page left alone, because a text field has the focus. */
  readonly editText: (action: TextAction) => void
  readonly newWindow: () => void
}

/** What the edit menu does in a text field, by the ids of the commands that have the same keys. */
export const TEXT_ACTIONS = {
  undo: 'undo',
  redo: 'redo',
  cut: 'cut',
  copy: 'copy',
  paste: 'paste',
  'select-all': 'selectAll',
} as const
export type TextAction = (typeof TEXT_ACTIONS)[keyof typeof TEXT_ACTIONS]

const LINE: TemplateItem = { type: 'separator' }
const roles = (...names: (Role | '-')[]): TemplateItem[] => names.map((role) => (role === '-' ? LINE : { role }))

/**
 * The application menu from the page's commands, with what the system wants beside them. The page acts on keys itself, so that typing
 * in a field, and keys that a person has changed, work as in a browser: Windows and Linux only show them here; macOS offers a key to
 * the page first and to its menu where the page left it alone.
 */
export function menuTemplate(menus: Menus, world: MenuWorld): TemplateItem[] {
  const { mac, appName, packaged, newWindow } = world
  const file = [LINE, ...roles('close'), ...(mac ? [] : roles('quit'))]
  const view = [LINE, ...roles('togglefullscreen', ...(packaged ? [] : ['toggleDevTools' as const]))]
  const below: Readonly<Record<string, TemplateItem[]>> = { file, view }
  const built = menus.map(
    ({ id, label, items }): TemplateItem => ({
      ...{ id, label, submenu: [...items.flatMap((item) => entry(item, world)), ...(below[id] ?? [])] },
    }),
  )
  // Before the page has said anything, a window can still be closed.
  if (!menus.some(({ id }) => id === 'file'))
    built.unshift({ id: 'file', label: 'File', submenu: [{ label: 'New window', click: newWindow }, ...file] })
  if (!mac) return built
  const app = roles('about', '-', 'services', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit')
  const help = built.findIndex(({ id }) => id === 'help')
  built.splice(help < 0 ? built.length : help, 0, { role: 'windowMenu' })
  return [{ label: appName, submenu: app }, ...built]
}

function entry(item: MenuItem, { mac, choose, editText }: MenuWorld): TemplateItem[] {
  const { id, label, enabled, checked, keys, divided } = item
  const action = Object.entries(TEXT_ACTIONS).find(([command]) => command === id)?.[1]
  const made: TemplateItem = {
    ...{ id, label, enabled },
    click: (_item, _window, event) => {
      if (event?.triggeredByAccelerator !== true) choose(id)
      else if (action !== undefined) editText(action)
    },
    ...(checked === null ? {} : { type: 'checkbox', checked }),
    // A bare letter on macOS's menu bar would be taken from whoever types it.
    ...(keys === null || (mac && !keys.includes('Mod+'))
      ? {}
      : { accelerator: acceleratorOf(keys), registerAccelerator: false }),
  }
  return divided ? [LINE, made] : [made]
}

/** Names that Electron has for keys that browsers call otherwise. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  Mod: 'CmdOrCtrl',
  Escape: 'Esc',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ' ': 'Space',
  '+': 'Plus',
}

/** Keys as commands write them (`Mod+Shift+S`), as Electron does. */
export function acceleratorOf(keys: string): string {
  return keys
    .split(/\+(?=.)/)
    .map((key) => KEY_NAMES[key] ?? key)
    .join('+')
}
