import { FilePlus, FolderOpen, Save, SaveAll } from 'lucide-react'
import { request } from '../api.ts'
import { close, openWith, save } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { canEdit, isOpen } from './when.ts'

export const fileCommands = {
  newDocument: {
    id: 'new',
    label: s.commands.newDocument,
    icon: FilePlus,
    menu: 'file',
    keys: [],
    enabled: () => true,
    perform: () => openWith(() => request('document.new', {})),
  },
  open: {
    id: 'open',
    label: s.commands.open,
    icon: FolderOpen,
    menu: 'file',
    keys: ['Mod+O'],
    inFields: true,
    enabled: isOpen,
    perform: close,
  },
  save: {
    id: 'save',
    label: s.commands.save,
    icon: Save,
    menu: 'file',
    keys: ['Mod+S'],
    inFields: true,
    enabled: canEdit,
    perform: save,
  },
  saveAs: {
    id: 'save-as',
    label: s.commands.saveAs,
    icon: SaveAll,
    menu: 'file',
    keys: ['Mod+Shift+S'],
    inFields: true,
    enabled: isOpen,
    perform: () => useUi.setState({ saveAs: true }),
  },
} as const satisfies Record<string, Command>
