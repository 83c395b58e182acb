import type { ModelEntry } from '../catalog/schema.ts'
import type { Digest, ItemId, Key, ModelId, NodeId } from '../graph/ids.ts'
import type { JsonObject } from '../json.ts'
import type { MediaTools } from '../node/media.ts'
import type { EngineEvent } from './events.ts'
import type { InFlight } from './in-flight.ts'
import type { BlobStore, Clock, Jobs, OutputCache } from './interfaces.ts'
import type { Pool } from './pool.ts'
import type { InputFile, OpenJob, Shown } from './world.ts'

/** A folder for the files of one execution. */
export interface TempFolder {
  readonly path: string
  /** A path for a new file in it; the extension without a dot. */
  file(extension: string): string
  remove(): Promise<void>
}

/** All an execution reaches of the world; the host builds it once for all runs. */
export interface ExecuteHost {
  readonly cache: OutputCache
  readonly blobs: BlobStore
  readonly jobs: Jobs
  readonly media: MediaTools
  readonly clock: Clock
  readonly inFlight: InFlight
  /** The pool of each resource: `cpu`, `io`, `provider`. */
  readonly pools: Readonly<Record<'cpu' | 'io' | 'provider', Pool>>
  /** Versions of what outputs are made with, for provenance. */
  readonly toolchain: JsonObject
  hash(text: string): string
  model(id: ModelId): ModelEntry | undefined
  /** Whether work items of a node that could bill are made on the stand-in. */
  standIn(node: NodeId): boolean
  shown(node: NodeId, item: ItemId, take: number): Shown | undefined
  openJob(key: Key): OpenJob | undefined
  /** What is known of an input file; looks at it when nobody has. */
  readFile(path: string): Promise<InputFile>
  file(path: string): InputFile | undefined
  /** Puts an input file's content into the store, where it is not there yet. */
  importFile(digest: string): Promise<void>
  /** Keeps the files of some blobs from being pruned until released; throws a WorkError where one is gone already. */
  hold(digests: readonly Digest[]): { release(): void }
  temp(): Promise<TempFolder>
  /** Lets everything else that is ready have its turn. */
  breathe(): Promise<void>
}

type WithoutPlace<E> = E extends EngineEvent ? Omit<E, 'run' | 'seq'> : never
/** An event as the engine states it; the run adds its id and number. */
export type StatedEvent = WithoutPlace<EngineEvent>
