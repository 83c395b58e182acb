import type { Session } from './session.ts'

/** Milliseconds in which many changes are told as one. */
const GATHER = 100
/** Milliseconds between two looks whether another process changed the store. */
const LOOK_EVERY = 1_000

/** Tells clients when a plan they hold may not be true any more. */
export interface PlanNews {
  /** The session's document, or what it shows, is another one. */
  changed(session: Session): void
  close(): void
}

/** `revision` is the store's; `sessions` are all that are open. */
export function createPlanNews(revision: () => string, sessions: () => readonly Session[]): PlanNews {
  const waiting = new Map<string, NodeJS.Timeout>()
  let known = revision()

  const changed = (session: Session) => {
    if (waiting.has(session.id)) return
    const tell = () => {
      waiting.delete(session.id)
      session.client?.send({ e: 'plan.changed', p: { session: session.id, revision: session.revision } })
    }
    waiting.set(session.id, setTimeout(tell, GATHER).unref())
  }
  const looking = setInterval(() => {
    const now = revision()
    if (now === known) return
    known = now
    for (const session of sessions()) changed(session)
  }, LOOK_EVERY).unref()

  return {
    changed,
    close() {
      clearInterval(looking)
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}
