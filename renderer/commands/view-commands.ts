import {
  Film,
  GraduationCap,
  Keyboard,
  LayoutTemplate,
  ListChecks,
  type LucideIcon,
  Maximize2,
  MonitorPlay,
  PanelLeft,
  Search,
  SlidersHorizontal,
  SquareMousePointer,
  Workflow,
} from 'lucide-react'
import type { PanelName } from '#shared/ipc/ui-settings.ts'
import { changeSettings, setting, togglePanel } from '../store/settings-store.ts'
import { useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { isOpen } from './when.ts'

function stepRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((each) => each.checkVisibility())
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  regions.at(at < 0 ? 0 : (at + by) % regions.length)?.focus()
}

function panel<Id extends PanelName>(id: Id, icon: LucideIcon, keys: readonly string[]) {
  return {
    id,
    label: s.commands[id],
    icon,
    menu: 'view',
    keys,
    enabled: isOpen,
    checked: () => !setting('hiddenPanels').includes(id),
    perform: () => {
      useUi.setState({ maximised: null })
      togglePanel(id)
    },
  } as const satisfies Command
}

/** The panel with the focus; the canvas where none has it. */
function focusedSlot(): string {
  return document.activeElement?.closest<HTMLElement>('[data-slot-of]')?.dataset.slotOf ?? 'canvas'
}

export const viewCommands = {
  library: { ...panel('library', PanelLeft, ['N']), divided: true },
  inspector: panel('inspector', SlidersHorizontal, ['Shift+I']),
  viewer: panel('viewer', MonitorPlay, ['Shift+V']),
  timeline: panel('timeline', Film, ['Shift+T']),
  plan: panel('plan', ListChecks, ['Shift+P']),
  runs: panel('runs', Workflow, ['Q']),
  maximise: {
    id: 'maximise',
    label: s.commands.maximise,
    icon: Maximize2,
    menu: 'view',
    divided: true,
    keys: ['Mod+Shift+Enter', '`'],
    enabled: isOpen,
    checked: () => useUi.getState().maximised !== null,
    perform: () => {
      const slot = focusedSlot()
      useUi.setState(({ maximised }) => ({ maximised: maximised === null ? slot : null }))
    },
  },
  resetLayout: {
    id: 'reset-layout',
    label: s.commands.resetLayout,
    icon: LayoutTemplate,
    menu: 'view',
    keys: [],
    enabled: isOpen,
    perform: () => {
      useUi.setState(({ layoutResets }) => ({ maximised: null, layoutResets: layoutResets + 1 }))
      changeSettings({ layout: {}, hiddenPanels: [] })
    },
  },
  nextRegion: {
    id: 'next-region',
    label: s.commands.nextRegion,
    icon: SquareMousePointer,
    menu: 'view',
    keys: ['F6'],
    inFields: true,
    enabled: isOpen,
    perform: () => stepRegion(1),
  },
  previousRegion: {
    id: 'previous-region',
    label: s.commands.previousRegion,
    icon: SquareMousePointer,
    menu: 'view',
    keys: ['Shift+F6'],
    inFields: true,
    enabled: isOpen,
    perform: () => stepRegion(-1),
  },
  palette: {
    id: 'palette',
    label: s.commands.palette,
    icon: Search,
    menu: 'help',
    keys: ['Mod+K'],
    inFields: true,
    enabled: () => true,
    perform: () => useUi.setState({ dialog: 'palette' }),
  },
  keys: {
    id: 'keys',
    label: s.commands.keys,
    icon: Keyboard,
    menu: 'help',
    keys: ['?'],
    enabled: () => true,
    perform: () => useUi.setState({ dialog: 'keys' }),
  },
  tour: {
    id: 'tour',
    label: s.commands.tour,
    icon: GraduationCap,
    menu: 'help',
    keys: [],
    enabled: isOpen,
    perform: () => useUi.setState({ tour: 0, maximised: null }),
  },
} as const satisfies Record<string, Command>
