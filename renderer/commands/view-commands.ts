import { Keyboard, PanelLeft, Search, SquareMousePointer } from 'lucide-react'
import { useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { isOpen } from './when.ts'

function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((each) => each.offsetParent)
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  regions[(at + 1) % regions.length]?.focus()
}

export const viewCommands = {
  library: {
    id: 'library',
    label: s.commands.library,
    icon: PanelLeft,
    menu: 'view',
    keys: [],
    enabled: isOpen,
    perform: () => useUi.setState(({ library }) => ({ library: !library })),
  },
  nextRegion: {
    id: 'next-region',
    label: s.commands.nextRegion,
    icon: SquareMousePointer,
    menu: 'view',
    keys: ['F6'],
    inFields: true,
    enabled: isOpen,
    perform: nextRegion,
  },
  palette: {
    id: 'palette',
    label: s.commands.palette,
    icon: Search,
    menu: 'help',
    keys: ['Mod+K'],
    inFields: true,
    enabled: isOpen,
    perform: () => useUi.setState({ palette: true }),
  },
  keys: {
    id: 'keys',
    label: s.commands.keys,
    icon: Keyboard,
    menu: 'help',
    keys: ['?'],
    enabled: isOpen,
    perform: () => useUi.setState({ keys: true }),
  },
} as const satisfies Record<string, Command>
