import type { UsdRange } from '../catalog/price.ts'
import type { ModelEntry } from '../catalog/schema.ts'
import type { Digest, ItemId, Key, NodeId, PortId } from '../graph/ids.ts'
import type { MediaType, Value } from '../graph/values.ts'
import type { JsonObject } from '../json.ts'
import type { GenerateRequest, Simulation } from '../node/generate.ts'

/** One stored output item: list outputs carry ids; `digest` is the content digest of the value. */
export interface OutputItem {
  readonly id?: ItemId
  readonly digest: Digest
  readonly value: Value
}
/** What one execution yielded, by output port, single values as lists of one. */
export type OutputRecord = Readonly<Record<PortId, readonly OutputItem[]>>

/** A row of the output cache. `present`: every blob its values name is in the store. */
export interface CachedOutputs {
  readonly key: Key
  readonly outputs: OutputRecord
  readonly present: boolean
  /** The readable fingerprint it was made from. */
  readonly fingerprint: JsonObject
}

/** How an output came about. Money in US dollars, wall time in milliseconds, date as ISO 8601. */
export interface Provenance {
  readonly fingerprint: JsonObject
  readonly request?: JsonObject
  readonly provider?: string
  readonly host?: string
  readonly job?: string
  readonly estimatedUsd?: number
  readonly chargedUsd?: number
  readonly wallMs: number
  readonly date: string
  readonly toolchain: JsonObject
  /** Paid outputs are never evicted unless a person says so. */
  readonly paid: boolean
}

/** Finished outputs by key, for good. */
export interface OutputCache {
  get(key: Key): CachedOutputs | undefined
  getMany(keys: readonly Key[]): ReadonlyMap<Key, CachedOutputs>
  /**
   * Stores outputs whose blobs are all in the store. The first writer wins: where a present row exists it stays and is returned;
   * a row whose blobs were evicted takes the new ones.
   */
  put(key: Key, outputs: OutputRecord, provenance: Provenance): CachedOutputs
  /**
   * Claims the right to make `key`. `null`: another living process (or run of this one) is making it; ask again later.
   * The claim of a dead process is taken over.
   */
  claim(key: Key): { release(): void } | null
}

/** Content-addressed files. */
export interface BlobStore {
  has(digest: Digest): boolean
  /** Local path of a blob that is present; throws a typed error where it is not. */
  path(digest: Digest): string
  /** Moves a finished file into the store: hashes, fsyncs, renames. The same content twice is one blob. */
  take(path: string): Promise<{ digest: Digest; bytes: number }>
}

export interface JobArgs {
  readonly key: Key
  /** Distinguishes several requests of one execution. */
  readonly step: string
  readonly run: string
  readonly node: NodeId
  readonly item: ItemId
  readonly title: string
  readonly model: ModelEntry
  readonly request: GenerateRequest
  readonly simulation: Simulation
  /** True: run it on the stand-in whatever the model's hosts are. */
  readonly standIn: boolean
  readonly estimate: UsdRange
  /** False: the estimate counts only what is known, so no cap can be kept and a capped run must not send it. */
  readonly priceKnown?: boolean
  readonly signal: AbortSignal
  readonly progress: (fraction: number) => void
}

export interface JobResult {
  readonly job: string
  readonly provider: string
  readonly host: string
  readonly estimatedUsd: number
  readonly chargedUsd: number
  readonly adopted: boolean
  readonly files: readonly { readonly type: MediaType; readonly digest: Digest }[]
}

/** Paid work: sends a request once, or goes on with the job that was already sent for this key and step. */
export interface Jobs {
  perform(args: JobArgs): Promise<JobResult>
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms` milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}
