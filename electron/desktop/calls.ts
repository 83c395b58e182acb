import type { MessagePort, Worker } from 'node:worker_threads'
import type { IpcError } from '#shared/ipc/error.ts'
import { Fault, toIpcError } from '../ipc/fault.ts'

/** What crosses between two threads: a call with its number, or the answer to one. */
type Message =
  | { readonly call: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly reply: number; readonly value: unknown }
  | { readonly reply: number; readonly error: IpcError }
  | { readonly tell: string; readonly args: readonly unknown[] }

/** Functions that one thread offers to another: plain values in, plain values out. */
export type Offered = { readonly [name: string]: (...args: never[]) => unknown }

/** The functions of the other thread. A call rejects with a Fault, also when that thread has ended. */
export type Remote<T extends Offered> = {
  readonly [N in keyof T]: (...args: Parameters<T[N]>) => Promise<Awaited<ReturnType<T[N]>>>
}

/** One end of a pair of threads that call each other. */
export interface Calls<T extends Offered> {
  readonly remote: Remote<T>
  /** What the other thread may call here; said before anything is waited for. */
  offer(functions: Offered): void
  /** Calls without waiting for an answer. */
  tell<N extends keyof T & string>(name: N, ...args: Parameters<T[N]>): void
  /** The other thread has ended: nothing will be answered any more. */
  ended(): void
}

/**
 * Joins this thread to the one behind `port`. Both ends are ours, so names are trusted. `log` is told when something that nobody
 * waits for fails.
 */
export function joinThreads<T extends Offered>(
  port: MessagePort | Worker,
  log: (line: string) => void = console.error,
): Calls<T> {
  let offered: Offered = {}
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  let over = false
  const post = (message: Message) => port.postMessage(message)
  const gone = () => new Fault('internal', 'A part of Reelay has ended unexpectedly; try again.')

  const run = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    const act = offered[name] as ((...args: readonly unknown[]) => unknown) | undefined
    if (!act) throw new Error(`The other thread asks for ${name}, which is not offered.`)
    return act(...args)
  }
  port.on('message', (message: Message) => {
    if ('tell' in message) {
      run(message.tell, message.args).catch((error: unknown) =>
        log(`${message.tell}: ${error instanceof Error ? error.stack : String(error)}`),
      )
    } else if ('call' in message) {
      run(message.name, message.args).then(
        (value) => post({ reply: message.call, value }),
        (error: unknown) => post({ reply: message.call, error: toIpcError(error) }),
      )
    } else {
      const call = waiting.get(message.reply)
      waiting.delete(message.reply)
      if ('error' in message) call?.reject(new Fault(message.error.code, message.error.message))
      else call?.resolve(message.value)
    }
  })

  const call = (name: string, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (over) return reject(gone())
      waiting.set(++last, { resolve, reject })
      post({ call: last, name, args })
    })
  const remote = new Proxy({} as Remote<T>, {
    // A promise that resolves to this would otherwise take it for another promise.
    get: (_, name) => (name === 'then' ? undefined : (...args: readonly unknown[]) => call(String(name), args)),
  })
  return {
    remote,
    offer(functions) {
      offered = functions
    },
    tell: (name, ...args) => {
      if (!over) post({ tell: name, args })
    },
    ended() {
      over = true
      for (const { reject } of waiting.values()) reject(gone())
      waiting.clear()
    },
  }
}
