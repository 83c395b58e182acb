import { FilePlus } from 'lucide-react'
import { describe, expect, it } from 'vitest'
import { zMenus } from '#shared/ipc/shell-messages.ts'
import type { Command } from './command.ts'
import { allCommands } from './commands.ts'
import { keyTable } from './keymap.ts'
import { menuSections, nativeMenus } from './menus.ts'

const command = (id: string, menu: Command['menu'], more: Partial<Command> = {}): Command => ({
  ...{ id, label: id, icon: FilePlus, menu, keys: [], enabled: () => true, perform: () => {}, ...more },
})

describe('menus', () => {
  it('hold every command once, in the order of the menus', () => {
    const sections = menuSections(allCommands)
    expect(sections.flatMap(({ commands }) => commands.map(({ id }) => id)).sort()).toEqual(
      allCommands.map(({ id }) => id).sort(),
    )
    expect(sections[0]?.menu).toBe('file')
  })

  it('leave out what is empty', () => {
    expect(menuSections([command('a', 'run')]).map(({ menu }) => menu)).toEqual(['run'])
  })

  it('say on the desktop what is bound, on and usable now', () => {
    const commands = [
      command('a', 'view', { checked: () => true, divided: true }),
      command('b', 'view', { keys: ['B'], enabled: () => false }),
    ]
    const menus = nativeMenus(commands, keyTable(commands, { preset: 'reelay', own: { a: ['Mod+1'] } }))
    expect(menus).toEqual([
      {
        ...{ id: 'view', label: 'View' },
        items: [
          { id: 'a', label: 'a', keys: 'Mod+1', enabled: true, checked: true, divided: true },
          { id: 'b', label: 'b', keys: 'B', enabled: false, checked: null, divided: false },
        ],
      },
    ])
    expect(zMenus.parse(menus)).toEqual(menus)
  })
})
