import { z } from 'zod'
import type { EventName, EventOf } from './contract.ts'
import { zIpcError } from './error.ts'

/** A request as it crosses: `id` is chosen by the client and comes back with the answer, `m` is its name. */
export const zCall = z.object({ id: z.int(), m: z.string().max(100), p: z.unknown() })

const zAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: zIpcError }),
])
/** How a request ended, over any transport. */
export type Answer = z.infer<typeof zAnswer>

/** What the host sends over a WebSocket: the answer to a call, or an event. `id` is null where a call could not be read. */
export const zFromHost = z.union([
  z.object({ id: z.int().nullable(), answer: zAnswer }),
  z.object({ e: z.string(), p: z.unknown() }),
])

/** An event as it crosses. */
export type EventMessage = { readonly [N in EventName]: { readonly e: N; readonly p: EventOf<N> } }[EventName]
