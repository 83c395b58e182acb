// The short list of globals that exist in every host (browser, Node, worker). shared/ and nodes/ compile against these
// alone, so that the compiler itself proves they use nothing else.
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare const AbortController: { new (): AbortController }
declare const AbortSignal: { any(signals: AbortSignal[]): AbortSignal }
declare function structuredClone<T>(value: T): T
