import { create } from 'zustand'
import type { FileKind } from '#shared/ipc/shell-messages.ts'
import { request } from '../api.ts'
import { say } from './messages.ts'
import type { Scopes } from './scope.ts'
import { rememberFolder } from './settings-store.ts'

interface Wanted {
  readonly mode: 'open' | 'save'
  readonly accept: FileKind
  /** Suggested name, where something is saved. */
  readonly name: string
}

interface FileDialogState {
  readonly open: (Wanted & { readonly answer: (path: string | null) => void }) | null
}

export const fileDialogScopes: Scopes<FileDialogState> = { open: 'session' }

/** The file dialog of a browser; the desktop has its own. */
export const useFileDialog = create<FileDialogState>(() => ({ open: null }))

/**
 * Lets a person choose a file on this machine, by the system's dialog in the desktop app and by ours in a browser; null: they changed
 * their mind. Where one is saved, replacing what is there has been agreed to.
 */
export async function chooseFile(wanted: Wanted, desktop: boolean): Promise<string | null> {
  if (!desktop) return chooseHere(wanted)
  try {
    const { accept, name } = wanted
    if (wanted.mode === 'save') return (await request('shell.saveDialog', { accept, name })).path
    return (await request('shell.openDialog', { accept })).paths[0] ?? null
  } catch (error) {
    say.error(error instanceof Error ? error.message : String(error))
    return null
  }
}

function chooseHere(wanted: Wanted): Promise<string | null> {
  useFileDialog.getState().open?.answer(null)
  return new Promise((resolve) => {
    const answer = (path: string | null) => {
      useFileDialog.setState({ open: null })
      if (path !== null) rememberFolder(folderOf(path))
      resolve(path)
    }
    useFileDialog.setState({ open: { ...wanted, answer } })
  })
}

/** The folder a path lies in, on either kind of system. */
export function folderOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return cut <= 0 ? path.slice(0, 1) : path.slice(0, cut)
}

/** A name in a folder, written as that folder is. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}
