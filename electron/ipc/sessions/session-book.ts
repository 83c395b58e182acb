import type { Out } from '#shared/ipc/contract.ts'
import type { Cache } from '../../cache/open-cache.ts'
import { documentRefs } from '../../run/document-refs.ts'
import type { Client } from '../client.ts'
import { Fault } from '../fault.ts'
import type { Session } from '../session.ts'

/** Milliseconds a document stays open for a tab that is gone: a reload or a lost connection comes back much sooner. */
const WAITS_FOR_ITS_TAB = 60_000

/** An open document as it is told to its window or tab. */
export type Opened = Out<'document.open'>

/** Which documents are open, for whom, and that one thing happens after the other with each of them. */
export interface SessionBook {
  /** Throws a Fault where it is not open. */
  get(id: string): Session
  find(id: string): Session | undefined
  list(): readonly Session[]
  add(session: Session): Opened
  /** Gives the document to a window or tab; it waits for none any more. */
  attach(session: Session, client: Client): Opened
  /** Waits a while for the window or tab to come back, then closes its documents. */
  detach(client: Client): void
  /** Closes the document and lets go of its lock. */
  end(session: Session): void
  /** Does one thing after the other with each document; rejects with a Fault where it is not open when its turn comes. */
  inTurn<T>(id: string, act: (session: Session) => Promise<T>): Promise<T>
  /** Tells the cache where the document lies and what it still needs. */
  register(session: Session): void
  /** Resolves when everything that waited for its turn is done. */
  settled(): Promise<void>
}

/** An empty book; `cache` keeps the outputs of the documents that are registered. */
export function createSessionBook(cache: Cache): SessionBook {
  const sessions = new Map<string, Session>()
  const queues = new Map<string, Promise<unknown>>()
  const timers = new Map<string, NodeJS.Timeout>()

  const get = (id: string): Session => {
    const session = sessions.get(id)
    if (session) return session
    throw notOpen()
  }
  const register = ({ path, document: { id, name }, document }: Session) => {
    if (path !== null) cache.documents.register({ id, path, name, refs: documentRefs(document, cache.shown.all(id)) })
  }
  const end = (session: Session) => {
    clearTimeout(timers.get(session.id))
    sessions.delete(session.id)
    queues.delete(session.id)
    session.lock.release()
  }

  return {
    get,
    find: (id) => sessions.get(id),
    list: () => [...sessions.values()],
    add(session) {
      sessions.set(session.id, session)
      register(session)
      return openedOf(session)
    },
    attach(session, client) {
      clearTimeout(timers.get(session.id))
      session.client = client
      return openedOf(session)
    },
    detach(client) {
      for (const session of sessions.values()) {
        if (session.client !== client) continue
        session.client = null
        timers.set(session.id, setTimeout(end, WAITS_FOR_ITS_TAB, session).unref())
      }
    },
    end,
    inTurn(id, act) {
      if (!sessions.has(id)) return Promise.reject(notOpen())
      const turn = (queues.get(id) ?? Promise.resolve()).then(() => act(get(id)))
      queues.set(
        id,
        turn.catch(() => {}),
      )
      return turn
    },
    register,
    async settled() {
      await Promise.all(queues.values())
    },
  }
}

/** What a window or tab is told about its document. */
export function openedOf(session: Session): Opened {
  const { id, path, document, warnings, lock, unsaved, recovered, revision } = session
  return { session: id, path, document, warnings, readOnly: !lock.held, unsaved, recovered, revision }
}

function notOpen(): Fault {
  return new Fault('no-session', 'This document is not open any more; open it again. Unsaved edits are kept.')
}
