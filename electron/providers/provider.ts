import type { GenerateRequest, Simulation } from '#shared/node/generate.ts'

/** A finished result at the provider: a local file (stand-in) or something `download` can fetch. */
export interface RemoteFile {
  readonly type: 'image' | 'video' | 'audio'
  readonly url: string
}

export type PollResult =
  | { readonly state: 'queued' | 'running'; readonly progress?: number }
  | { readonly state: 'succeeded'; readonly files: readonly RemoteFile[]; readonly chargedUsd?: number }
  | { readonly state: 'failed' | 'refused'; readonly message: string; readonly chargedUsd?: number }
  | { readonly state: 'expired' | 'cancelled'; readonly message: string; readonly chargedUsd?: number }

export interface SubmitRequest {
  readonly request: GenerateRequest
  /** The model's name at this host. */
  readonly name: string
  /** Unique per job; the provider stores it where it can, so that `lookup` finds the job after a lost reply. */
  readonly clientRef: string
  readonly simulation: Simulation
  /** Local path of a media input's blob. */
  readonly open: (digest: string) => Promise<string>
  readonly signal: AbortSignal
}

/** What a provider's failure means for the job. `outcome: 'unknown'`: the request may have arrived. */
export class ProviderError extends Error {
  readonly outcome: 'not-sent' | 'refused' | 'unknown' | 'transient'
  constructor(outcome: ProviderError['outcome'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'ProviderError'
    this.outcome = outcome
  }
}

/** One provider's transport, one file each. It knows how to reach the service, nothing of graphs, prices or caches. */
export interface Provider {
  readonly id: string
  readonly title: string
  /** Null: ready. Else a sentence that says what is missing and what to do. */
  readonly missing: () => string | null
  /** How many jobs may be under way at once. */
  readonly concurrency: number
  /** Milliseconds between polls. */
  readonly pollEvery: number
  /** Sends once, never retries. */
  readonly submit: (request: SubmitRequest) => Promise<{ readonly id: string; readonly estimateUsd?: number }>
  readonly poll: (id: string, signal: AbortSignal, progress?: (fraction: number) => void) => Promise<PollResult>
  /** Writes a finished result to `path`. */
  readonly download: (file: RemoteFile, path: string, signal: AbortSignal) => Promise<void>
  readonly cancel?: (id: string) => Promise<{ readonly stopped: boolean; readonly message: string }>
  /** The provider's id for our reference; `null` is a sure "never arrived". */
  readonly lookup?: (clientRef: string) => Promise<{ readonly id: string } | null>
}
