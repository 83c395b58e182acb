import type { FileKind, Menus, WindowStart } from '#shared/ipc/shell-messages.ts'
import type { Client } from './client.ts'

/** What only a desktop can do; a host without one has `null` in its place. All of it is done for one window. */
export interface Shell {
  /** Paths that were chosen; none: the person changed their mind. */
  openDialog(client: Client, options: { readonly accept: FileKind; readonly many: boolean }): Promise<readonly string[]>
  /** Null: the person changed their mind. */
  saveDialog(client: Client, options: { readonly accept: FileKind; readonly name: string }): Promise<string | null>
  /** Shows a file in the system's file manager. */
  reveal(path: string): Promise<void>
  /** False: not shown, because the window is in front or the system shows none. */
  notify(client: Client, note: { readonly title: string; readonly body: string }): Promise<boolean>
  menu(client: Client, menus: Menus): Promise<void>
  newWindow(start: WindowStart): Promise<void>
  /** Begins to drag a file out of the window. */
  startDrag(client: Client, path: string): Promise<void>
  /** A document was opened or saved under this path: the system's own list of recent files is told. */
  used(path: string): void
}
