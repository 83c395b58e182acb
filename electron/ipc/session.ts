import type { Document } from '#shared/graph/document.ts'
import type { Digest } from '#shared/graph/ids.ts'
import type { EventOf } from '#shared/ipc/contract.ts'
import type { ProjectWarning } from '#shared/project/integrity.ts'
import type { ProjectLock } from '../project/session-lock.ts'
import type { Client } from './client.ts'

/** One open document. Only `sessions.ts` and the modules in `sessions/` change it. */
export interface Session {
  readonly id: string
  path: string | null
  /** What runs and plans take for its file: input files are looked for from its folder. */
  file: string
  document: Document
  /** As it was last read or saved; null: never. */
  saved: Document | null
  /** Of the file as it was last read or saved. */
  digest: Digest | null
  warnings: readonly ProjectWarning[]
  lock: ProjectLock
  revision: number
  unsaved: boolean
  recovered: boolean
  /** Null: its window or tab is gone; it waits a while for it to come back. */
  client: Client | null
  /** The file as it was last looked at, so that a change of something else is told once. */
  looked: string
}

/** Tells the client of a session, where there is one. */
export function announce(session: Session, why: EventOf<'document.changed'>['why'], document?: Document): void {
  const { id, revision, path, unsaved, lock } = session
  const changed = { session: id, why, revision, path, unsaved, readOnly: !lock.held }
  session.client?.send({ e: 'document.changed', p: { ...changed, ...(document ? { document } : {}) } })
}
