import type { UsdRange } from '../catalog/price.ts'
import type { ModelEntry } from '../catalog/schema.ts'
import type { Digest, ItemId, Key, ModelId, NodeId } from '../graph/ids.ts'
import type { TableValue } from '../graph/values.ts'
import type { CachedOutputs } from './interfaces.ts'

/** What is known of an input file: its content, or why it cannot be had. `table`: the rows of a CSV file. */
export type InputFile =
  | { readonly ok: true; readonly digest: Digest; readonly table?: Omit<TableValue, 'type'> }
  | { readonly ok: false; readonly message: string }

/** A job that is not over: `unknown` ones wait for a person. */
export interface OpenJob {
  readonly job: string
  readonly unknown: boolean
  readonly provider: string
  readonly usd: UsdRange
}

/** The key last shown, and what is stored under it. */
export interface Shown {
  readonly key: Key
  readonly row: CachedOutputs | undefined
}

/** How the last attempt at a key ended. */
export interface PastFailure {
  readonly message: string
  readonly chargedUsd: number
}

/**
 * All that a plan may know of the world besides the document: a read-only snapshot. While `revision` is the same, every answer is
 * the same, which is what lets the planner keep what it has worked out.
 */
export interface World {
  readonly revision: number
  /** Whether work items of a node that could bill are made on the stand-in. */
  standIn(node: NodeId): boolean
  model(id: ModelId): ModelEntry | undefined
  /** Lower-case hex SHA-256 of a text. */
  hash(text: string): string
  row(key: Key): CachedOutputs | undefined
  /** The output last shown for a work item of this document; without a row where that was forgotten. */
  shown(node: NodeId, item: ItemId, take: number): Shown | undefined
  openJob(key: Key): OpenJob | undefined
  failure(key: Key): PastFailure | undefined
  /** `undefined`: nobody has looked yet; the plan lists such paths and is made again when they are known. */
  file(path: string): InputFile | undefined
}

/** What the effective params of a node rest on besides the document. */
export type Facts = Pick<World, 'model' | 'file'>
