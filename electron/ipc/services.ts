import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { PreviewKind } from '#shared/ipc/previews.ts'
import type { Host } from '../host.ts'
import type { Client } from './client.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { appHandlers } from './handlers/app.ts'
import { documentHandlers } from './handlers/documents.ts'
import { fileHandlers } from './handlers/files.ts'
import { nodeHandlers } from './handlers/nodes.ts'
import { outputHandlers } from './handlers/outputs.ts'
import { runHandlers } from './handlers/runs.ts'
import { secretHandlers } from './handlers/secrets.ts'
import { settingsHandlers } from './handlers/settings.ts'
import { shellHandlers } from './handlers/shell.ts'
import { createLiveRuns, type LiveRuns } from './live-runs.ts'
import { createLoudnesses, type Loudnesses } from './loudness.ts'
import { createPlanNews } from './plan-news.ts'
import { createPreviews } from './previews/previews.ts'
import type { Session } from './session.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSettingsNews, type SettingsNews } from './settings-news.ts'
import type { Shell } from './shell.ts'
import { type FindStored, findStored } from './stored-files.ts'

/** Where the transport serves files: a digest is appended to `media` and to those of previews; see `app.info`. */
interface Addresses extends Readonly<Record<PreviewKind, string>> {
  readonly media: string
  readonly upload: string | null
}

/** What handlers work with. */
export interface Services {
  readonly host: Host
  readonly data: string
  readonly resources: string
  readonly version: string
  readonly addresses: Addresses
  readonly sessions: Sessions
  readonly runs: LiveRuns
  readonly loudnesses: Loudnesses
  readonly settingsNews: SettingsNews
  /** Null: there is no desktop around. */
  readonly shell: Shell | null
}

export interface EditorHostOptions {
  readonly host: Host
  /** The data folder. */
  readonly data: string
  readonly resources: string
  readonly addresses: Addresses
  /** Without one, what only a desktop can do is refused. */
  readonly shell?: Shell | null
  /** Of Reelay; without it, that of the package beside the resources. */
  readonly version?: string
  /** Gets faults of Reelay itself, with where they happened. */
  readonly log: (line: string) => void
}

/** The editor's side of the host, for any transport. */
export interface EditorHost {
  readonly dispatch: Dispatch
  /** What a transport serves under the addresses of `app.info`. */
  readonly file: FindStored
  /** What a window or tab has open. */
  documentsOf(client: Client): readonly Session[]
  /** A window or tab is gone: its documents wait for it a while, its runs go on. */
  disconnected(client: Client): void
  /** Closes every document, unsaved edits stay in the journals. The host itself stays open. */
  close(): Promise<void>
}

/** The editor over an open host; it begins to fetch what earlier processes sent and never fetched. `close` it before the host. */
export function createEditorHost(options: EditorHostOptions): EditorHost {
  const { host, data, resources, addresses, log, shell = null, version = versionOf(resources) } = options
  const news = createPlanNews(host.cache.revision, () => sessions.list())
  const sessions: Sessions = createSessions({ host, data, onChange: news.changed })
  const runs = createLiveRuns(host, (document) => {
    for (const session of sessions.list()) if (session.document.id === document) news.changed(session)
  })
  const settingsNews = createSettingsNews()
  const previews = createPreviews(join(data, 'previews'), host)
  // What earlier processes sent and never fetched is paid for; it is fetched now, whichever document wanted it.
  const ending = new AbortController()
  const orphans = host.jobs
    .finishOrphans(ending.signal)
    .catch((error: unknown) => log(`jobs left over: ${String(error)}`))
  const services = {
    host,
    data,
    resources,
    version,
    addresses,
    sessions,
    runs,
    loudnesses: createLoudnesses(host),
    settingsNews,
    shell,
  }
  const dispatch = createDispatch(
    {
      ...appHandlers(services),
      ...documentHandlers(services),
      ...runHandlers(services),
      ...outputHandlers(services),
      ...nodeHandlers(services),
      ...shellHandlers(services),
      ...secretHandlers(services),
      ...fileHandlers(),
      ...settingsHandlers(services),
    },
    log,
  )
  return {
    dispatch,
    file: findStored(host, previews),
    documentsOf: (client) => sessions.list().filter((session) => session.client === client),
    disconnected(client) {
      sessions.detach(client)
      runs.detach(client)
      settingsNews.detach(client)
    },
    async close() {
      ending.abort()
      await orphans
      news.close()
      previews.close()
      await sessions.closeAll()
    },
  }
}

/** The version of the package that the resources ship with. */
function versionOf(resources: string): string {
  const text = readFileSync(join(resources, '..', 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}
