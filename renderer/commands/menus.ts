import type { Menus } from '#shared/ipc/shell-messages.ts'
import { ui } from '../strings/ui.ts'
import { type Command, MENUS, type MenuName } from './command.ts'
import type { KeyTable } from './keymap.ts'

/** The commands of each menu in their order; menus without any are left out. */
export function menuSections(
  commands: readonly Command[],
): readonly { readonly menu: MenuName; readonly label: string; readonly commands: readonly Command[] }[] {
  return MENUS.map((menu) => ({
    ...{ menu, label: ui.menus[menu], commands: commands.filter((command) => command.menu === menu) },
  })).filter((section) => section.commands.length > 0)
}

/** The menus as the desktop shows them, with what is bound and what can be used now. */
export function nativeMenus(commands: readonly Command[], table: KeyTable): Menus {
  return menuSections(commands).map((section) => ({
    id: section.menu,
    label: section.label,
    items: section.commands.map((command) => ({
      id: command.id,
      label: command.label,
      keys: table.get(command.id)?.[0] ?? null,
      enabled: command.enabled(),
      checked: command.checked?.() ?? null,
      divided: command.divided ?? false,
    })),
  }))
}
