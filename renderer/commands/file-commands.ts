import { AppWindow, FilePlus, FolderOpen, Save, SaveAll, Settings, X } from 'lucide-react'
import { request } from '../api.ts'
import { chooseFile } from '../store/file-dialog-store.ts'
import { ask, close, openPath, openWith, save, saveAs, useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { s } from '../strings.ts'
import type { Command } from './command.ts'
import { canEdit, isOpen } from './when.ts'

async function openFile(): Promise<void> {
  const desktop = useSession.getState().info?.desktop ?? false
  const path = await chooseFile({ mode: 'open', accept: 'document', name: '' }, desktop)
  if (path !== null) await openPath(path)
}

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
  newWindow: {
    id: 'new-window',
    label: s.commands.newWindow,
    icon: AppWindow,
    menu: 'file',
    keys: ['Mod+Shift+N'],
    inFields: true,
    enabled: () => true,
    perform: async () => {
      if (useSession.getState().info?.desktop) await ask(() => request('shell.newWindow', {}))
      // A tab of its own; the browser's cookie lets it in.
      else window.open('/', '_blank', 'noopener')
    },
  },
  open: {
    id: 'open',
    label: s.commands.open,
    icon: FolderOpen,
    menu: 'file',
    keys: ['Mod+O'],
    inFields: true,
    enabled: () => true,
    perform: openFile,
  },
  save: {
    id: 'save',
    label: s.commands.save,
    icon: Save,
    menu: 'file',
    divided: true,
    keys: ['Mod+S'],
    inFields: true,
    enabled: canEdit,
    perform: async () => {
      await save()
    },
  },
  saveAs: {
    id: 'save-as',
    label: s.commands.saveAs,
    icon: SaveAll,
    menu: 'file',
    keys: ['Mod+Shift+S'],
    inFields: true,
    enabled: isOpen,
    perform: async () => {
      await saveAs()
    },
  },
  settings: {
    id: 'settings',
    label: s.commands.settings,
    icon: Settings,
    menu: 'file',
    divided: true,
    keys: ['Mod+,'],
    inFields: true,
    enabled: () => true,
    perform: () => useUi.setState({ dialog: 'settings' }),
  },
  close: {
    id: 'close',
    label: s.commands.close,
    icon: X,
    menu: 'file',
    divided: true,
    keys: [],
    enabled: isOpen,
    perform: close,
  },
} as const satisfies Record<string, Command>
