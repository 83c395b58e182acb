/**
 * One end of the context bridge between a page's two worlds. The detail of a CustomEvent is cloned between worlds, synchronously, which
 * is just what Electron's bridge does; functions cross as numbers and are called back.
 */
export interface Bridge {
  wrap(value: unknown): unknown
  unwrap(value: unknown): unknown
  fire(type: string, detail: unknown): void
  on(type: string, listener: (detail: never) => void): void
}

type Act = (...args: unknown[]) => unknown
interface Called {
  readonly id: number
  readonly args: unknown
}
interface Returned {
  readonly value?: unknown
  readonly error?: string
  readonly promise?: number
}
interface Settled {
  readonly promise: number
  readonly value?: unknown
  readonly error?: string
}

/** Stands alone: its text is put into pages. `me` and `peer` name the two ends. */
export function createBridge(me: string, peer: string): Bridge {
  const functions = new Map<number, Act>()
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  let returned: Returned | null = null

  const isPlain = (value: object) => {
    const prototype = Object.getPrototypeOf(value)
    return prototype === null || prototype.constructor?.name === 'Object'
  }
  const map = (value: unknown, change: (value: unknown) => unknown): unknown => {
    const changed = change(value)
    if (changed !== undefined) return changed
    if (Array.isArray(value)) return value.map((each) => map(each, change))
    if (typeof value === 'object' && value !== null && isPlain(value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, map(each, change)]))
    return value
  }
  const wrap = (value: unknown) =>
    map(value, (each) => {
      if (typeof each !== 'function') return undefined
      functions.set(++last, each as Act)
      return { $function: last }
    })
  const unwrap = (value: unknown) =>
    map(value, (each) => {
      const id = typeof each === 'object' && each !== null && '$function' in each ? each.$function : undefined
      return typeof id === 'number' ? (...args: unknown[]) => call(id, args) : undefined
    })

  const fire = (type: string, detail: unknown) => {
    window.dispatchEvent(new CustomEvent(`electron-double:${peer}:${type}`, { detail }))
  }
  const on = (type: string, listener: (detail: never) => void) => {
    const receive = (event: Event) => {
      event.stopImmediatePropagation()
      if (event instanceof CustomEvent) listener(event.detail as never)
    }
    window.addEventListener(`electron-double:${me}:${type}`, receive, true)
  }

  const call = (id: number, args: readonly unknown[]): unknown => {
    returned = null
    fire('call', { id, args: wrap(args) })
    const answer = returned as Returned | null
    // What cannot be cloned arrives as null, and nobody answers.
    if (!answer) throw new Error('An object could not be cloned.')
    if (answer.error !== undefined) throw new Error(answer.error)
    const { promise } = answer
    if (promise === undefined) return unwrap(answer.value)
    return new Promise((resolve, reject) => pending.set(promise, { resolve, reject }))
  }
  const text = (error: unknown) => (error instanceof Error ? error.message : String(error))

  on('call', (called: Called | null) => {
    if (!called) return fire('returned', { error: 'An object could not be cloned.' })
    let answer: Returned
    try {
      const value = functions.get(called.id)?.(...(unwrap(called.args) as unknown[]))
      if (value instanceof Promise) {
        const promise = ++last
        value.then(
          (result) => fire('settled', { promise, value: wrap(result) }),
          (error: unknown) => fire('settled', { promise, error: text(error) }),
        )
        answer = { promise }
      } else answer = { value: wrap(value) }
    } catch (error) {
      answer = { error: text(error) }
    }
    fire('returned', answer)
  })
  on('returned', (answer: Returned) => {
    returned = answer
  })
  on('settled', ({ promise, value, error }: Settled) => {
    const waiting = pending.get(promise)
    pending.delete(promise)
    if (error !== undefined) waiting?.reject(new Error(error))
    else waiting?.resolve(unwrap(value))
  })
  return { wrap, unwrap, fire, on }
}
