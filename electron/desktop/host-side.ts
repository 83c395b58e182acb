import { join } from 'node:path'
import { type Host, openHost } from '../host.ts'
import type { Client } from '../ipc/client.ts'
import { type Connection, connectClient } from '../ipc/connection.ts'
import { Fault } from '../ipc/fault.ts'
import { createEditorHost, type EditorHost } from '../ipc/services.ts'
import type { Shell } from '../ipc/shell.ts'
import { DESKTOP_ADDRESSES } from './addresses.ts'
import type { Calls } from './calls.ts'
import type { DesktopSide, HostSide } from './sides.ts'

/** What the host's thread is started with. */
export interface HostStart {
  readonly data: string
  readonly resources: string
  readonly version: string
  /** The keys of providers that were kept. */
  readonly keys: readonly (readonly [provider: string, value: string])[]
  /** Why no key can be kept; null: they can. */
  readonly keyProblem: string | null
}

interface Opened {
  readonly host: Host
  readonly editor: EditorHost
}

/** The editor's host for the windows of a desktop. It opens at once; what is asked meanwhile waits for it. */
export function createHostSide(start: HostStart, desktop: Pick<Calls<DesktopSide>, 'remote' | 'tell'>): HostSide {
  const connections = new Map<number, Connection>()
  const numberOf = (client: Client) => [...connections].find(([, each]) => each.client === client)?.[0] ?? -1
  const opening = open(start, shellOf(desktop, numberOf), desktop)
  // `ready` tells why it could not be opened, whenever it is asked; nothing else is answered then.
  opening.catch(() => {})
  const opened = (act: (parts: Opened) => void) => void opening.then(act, () => {})
  const clientOf = (connection: number): Client => {
    const client = connections.get(connection)?.client
    if (client) return client
    throw new Fault('no-session', 'This window is closed already, or not connected yet.')
  }
  const ask = async (connection: number, name: string, params: object): Promise<void> => {
    const { editor } = await opening
    const answer = await editor.dispatch(clientOf(connection), name, params)
    if (!answer.ok) throw new Fault(answer.error.code, answer.error.message)
  }
  return {
    ready: async () => void (await opening),
    connect: (connection) =>
      opened(({ editor }) => {
        const send = (text: string) => desktop.tell('message', connection, text)
        connections.set(connection, connectClient(editor, send))
      }),
    receive: (connection, text) => opened(() => connections.get(connection)?.receive(text)),
    disconnect: (connection) =>
      opened(() => {
        connections.get(connection)?.close()
        connections.delete(connection)
      }),
    async documents(connection) {
      const { editor } = await opening
      return editor.documentsOf(clientOf(connection)).map(({ id, path, document, unsaved }) => ({
        ...{ session: id, path, name: document.name, unsaved },
      }))
    },
    save: (connection, session, as) =>
      as === null
        ? ask(connection, 'document.save', { session })
        : ask(connection, 'document.saveAs', { session, path: as, replace: true }),
    discard: (connection, session) => ask(connection, 'document.close', { session, discard: true }),
    file: async (kind, digest) => (await opening).editor.file(kind, digest),
    uploads: async () => ({ folder: join(start.data, 'uploads'), scratch: (await opening).host.cache.temp.own() }),
    async close() {
      const { editor, host } = await opening
      for (const [, connection] of connections) connection.close()
      await editor.close()
      await host.close()
    },
  }
}

async function open(
  { data, resources, version, keys, keyProblem }: HostStart,
  shell: Shell,
  { remote, tell }: Pick<Calls<DesktopSide>, 'remote' | 'tell'>,
): Promise<Opened> {
  const vault = {
    problem: keyProblem,
    read: () => new Map(keys),
    write: (provider: string, value: string | null) => remote.keepKey(provider, value),
  }
  const host = await openHost({ data, resources, log: () => {}, vault })
  const log = (line: string) => tell('log', line)
  return {
    host,
    editor: createEditorHost({ host, data, resources, addresses: DESKTOP_ADDRESSES, version, shell, log }),
  }
}

function shellOf(
  { remote, tell }: Pick<Calls<DesktopSide>, 'remote' | 'tell'>,
  numberOf: (client: Client) => number,
): Shell {
  return {
    openDialog: (client, options) => remote.openDialog(numberOf(client), options),
    saveDialog: (client, options) => remote.saveDialog(numberOf(client), options),
    reveal: (path) => remote.reveal(path),
    notify: (client, note) => remote.notify(numberOf(client), note),
    menu: (client, menus) => remote.menu(numberOf(client), menus),
    newWindow: (start) => remote.newWindow(start),
    startDrag: (client, path) => remote.startDrag(numberOf(client), path),
    used: (path) => tell('used', path),
  }
}
