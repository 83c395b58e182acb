import type { EventMessage } from '#shared/ipc/wire.ts'

/** One window or tab at the other end of a transport. */
export interface Client {
  /** Does nothing once the other end is gone. */
  send(message: EventMessage): void
}
