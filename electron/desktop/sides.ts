import type { FileKind, Menus, WindowStart } from '#shared/ipc/shell-messages.ts'
import type { StoredFile } from '../ipc/stored-files.ts'

/** A document that a window has open. */
export interface WindowDocument {
  readonly session: string
  /** Null: it has no file yet. */
  readonly path: string | null
  readonly name: string
  readonly unsaved: boolean
}

/** What the host's thread asks of the desktop; a window is named by the number of its connection. */
export type DesktopSide = {
  message(connection: number, text: string): void
  log(line: string): void
  /** Keeps a key of a provider, or (null) forgets it. */
  keepKey(provider: string, value: string | null): Promise<void>
  openDialog(
    connection: number,
    options: { readonly accept: FileKind; readonly many: boolean },
  ): Promise<readonly string[]>
  saveDialog(connection: number, options: { readonly accept: FileKind; readonly name: string }): Promise<string | null>
  reveal(path: string): void
  notify(connection: number, note: { readonly title: string; readonly body: string }): boolean
  menu(connection: number, menus: Menus): void
  newWindow(start: WindowStart): Promise<void>
  startDrag(connection: number, path: string): void
  used(path: string): void
}

/** What the desktop asks of the host's thread. */
export type HostSide = {
  /** Settles when the data folder is open; rejects with a sentence where it cannot be. */
  ready(): Promise<void>
  connect(connection: number): void
  /** Takes a message of a page as it came. */
  receive(connection: number, text: string): void
  disconnect(connection: number): void
  /** Rejects for a connection that this host never had: one of a host that has ended. */
  documents(connection: number): Promise<readonly WindowDocument[]>
  /** Saves a document, under another path where one is given. Rejects with a sentence. */
  save(connection: number, session: string, as: string | null): Promise<void>
  /** Closes a document without saving it. */
  discard(connection: number, session: string): Promise<void>
  file(kind: string, digest: string): Promise<StoredFile | null>
  /** Where files go that a page hands over, and what is unfinished of them. */
  uploads(): Promise<{ readonly folder: string; readonly scratch: string }>
  close(): Promise<void>
}
