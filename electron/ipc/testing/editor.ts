import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventName, EventOf, In, Out, RequestName } from '#shared/ipc/contract.ts'
import type { IpcError } from '#shared/ipc/error.ts'
import type { EventMessage } from '#shared/ipc/wire.ts'
import type { JsonObject } from '#shared/json.ts'
import { resourcesFolder } from '../../folders.ts'
import { type Host, openHost } from '../../host.ts'
import { checkedEvent } from '../dispatch.ts'
import { createEditorHost, type EditorHost } from '../services.ts'

/** A window of the editor without a transport. */
interface TestClient {
  readonly events: EventMessage[]
  ask<N extends RequestName>(name: N, params: In<N>): Promise<Out<N>>
  /** For a request that is to fail. */
  fault<N extends RequestName>(name: N, params: In<N>): Promise<IpcError>
  /** The next event of a name that has come or will come. */
  next<N extends EventName>(name: N, fits?: (event: EventOf<N>) => boolean): Promise<EventOf<N>>
  leave(): void
}

export interface TestEditor {
  readonly folder: string
  readonly data: string
  readonly host: Host
  readonly editor: EditorHost
  /** What Reelay itself got wrong. */
  readonly log: string[]
  path(name: string): string
  write(name: string, document: JsonObject): string
  client(): TestClient
  /** Ends the process's part and starts another over the same data folder. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openTestEditor(): Promise<TestEditor> {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-editor-'))
  const data = join(folder, 'data')
  mkdirSync(data)
  const log: string[] = []
  const resources = resourcesFolder()
  const start = async () => {
    const host = await openHost({ data, resources, log: () => {} })
    const previews = { poster: '/poster/', strip: '/strip/', proxy: '/proxy/', peaks: '/peaks/' }
    const addresses = { media: '/media/', ...previews, upload: null }
    return { host, editor: createEditorHost({ host, data, resources, addresses, log: (line) => log.push(line) }) }
  }
  let now = await start()
  const stop = async () => {
    await now.editor.close()
    await now.host.close()
  }
  const path = (name: string) => join(folder, name)

  return {
    folder,
    data,
    log,
    path,
    get host() {
      return now.host
    },
    get editor() {
      return now.editor
    },
    write(name, document) {
      writeFileSync(path(name), JSON.stringify(document))
      return path(name)
    },
    client: () => createClient(() => now.editor),
    async restart() {
      await stop()
      now = await start()
    },
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function createClient(editor: () => EditorHost): TestClient {
  const events: EventMessage[] = []
  const waiting = new Set<() => void>()
  const self = {
    send(message: EventMessage) {
      checkedEvent(message)
      events.push(message)
      for (const look of waiting) look()
    },
  }
  return {
    events,
    async ask(name, params) {
      const answer = await editor().dispatch(self, name, params)
      if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`)
      return answer.value as Out<typeof name>
    },
    async fault(name, params) {
      const answer = await editor().dispatch(self, name, params)
      if (answer.ok) throw new Error(`${name} did not fail.`)
      return answer.error
    },
    next: (name, fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const index = events.findIndex((each) => each.e === name && fits(each.p as EventOf<typeof name>))
          const [found] = index < 0 ? [] : events.splice(index, 1)
          if (!found) return
          waiting.delete(look)
          resolve(found.p as EventOf<typeof name>)
        }
        waiting.add(look)
        look()
      }),
    leave: () => editor().disconnected(self),
  }
}
