import { z } from 'zod'
import { type Checked, EVENTS, isRequest, type Out, REQUESTS, type RequestName } from '#shared/ipc/contract.ts'
import type { Answer, EventMessage } from '#shared/ipc/wire.ts'
import type { Client } from './client.ts'
import { Fault, toIpcError } from './fault.ts'

/** Does requests. It is given what was checked, and throws what `toIpcError` knows. */
export type Handlers = {
  readonly [N in RequestName]: (params: Checked<N>, client: Client) => Out<N> | Promise<Out<N>>
}

/** Answers one request of a client; never rejects. */
export type Dispatch = (client: Client, method: string, params: unknown) => Promise<Answer>

/** The one door between a transport and the handlers: what comes in and what goes out is checked against the contract. */
export function createDispatch(handlers: Handlers, log: (line: string) => void): Dispatch {
  const call = async <N extends RequestName>(client: Client, name: N, params: unknown): Promise<unknown> => {
    const handler: Handlers[N] = handlers[name]
    const checked = check(name, params)
    const out = REQUESTS[name].out.safeParse(await handler(checked, client))
    if (out.success) return out.data
    throw new Error(`the answer to ${name} is not of the contract: ${oneLine(out.error)}`)
  }
  return async (client, method, params) => {
    try {
      if (!isRequest(method)) throw new Fault('unknown-request', `There is no request of the name ‘${short(method)}’.`)
      return { ok: true, value: await call(client, method, params) }
    } catch (thrown) {
      const error = toIpcError(thrown)
      if (error.code === 'internal') log(`${short(method)}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`)
      return { ok: false, error }
    }
  }
}

/** An event as it crosses: only what the contract names. Throws where it is none. */
export function checkedEvent(message: EventMessage): { readonly e: string; readonly p: unknown } {
  return { e: message.e, p: EVENTS[message.e].parse(message.p) }
}

function check<N extends RequestName>(name: N, params: unknown): Checked<N> {
  const problem = (why: string) => new Fault('bad-request', `‘${name}’ does not take what it was given (${why}).`)
  let read: z.ZodSafeParseResult<unknown>
  try {
    read = REQUESTS[name].in.safeParse(params ?? {})
  } catch {
    // Nested so deeply that a check of it runs out of stack.
    throw problem('it is nested too deeply')
  }
  if (!read.success) throw problem(oneLine(read.error))
  return read.data as Checked<N>
}

function oneLine(error: z.ZodError): string {
  return short(z.prettifyError(error).replace(/\s+/g, ' '), 300)
}

function short(text: string, most = 60): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
