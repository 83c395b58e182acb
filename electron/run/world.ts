import type { Catalog } from '#shared/catalog/catalog.ts'
import type { Shown, World } from '#shared/engine/world.ts'
import type { ItemId, Key, NodeId } from '#shared/graph/ids.ts'
import type { Cache } from '../cache/open-cache.ts'
import { sha256 } from '../hash.ts'
import type { JobService } from '../jobs/service.ts'
import type { InputReader } from './input-reader.ts'

let revisions = 0

interface WorldParts {
  readonly cache: Pick<Cache, 'outputs' | 'shown'>
  readonly jobs: Pick<JobService, 'openJobs' | 'lastFailure'>
  readonly catalog: Catalog
  readonly inputs: InputReader
  readonly document: string
  /** Everything that could bill is made on the stand-in. */
  readonly standIn: boolean
  /** Nodes whose work is, though the rest is real. */
  readonly standInNodes: readonly NodeId[]
}

/**
 * The world as it is now, for one document: what it last showed is read in one pass, other rows when they are asked for, and every
 * answer is kept, so that it stays the same for as long as this world is used.
 */
export function snapshotWorld({ cache, jobs, catalog, inputs, document, standIn, standInNodes }: WorldParts): World {
  const alone = new Set(standInNodes)
  const shown = shownOutputs(cache, document)
  return {
    revision: ++revisions,
    standIn: (node) => standIn || alone.has(node),
    hash: sha256,
    model: (id) => catalog.get(id),
    row: kept((key) => cache.outputs.get(key)),
    shown: (node, item, take) => shown.get(node)?.get(item)?.[take],
    openJob: kept((key) => {
      const job = jobs.openJobs([key]).get(key)?.[0]
      return job && { job: job.job, unknown: job.state === 'unknown', provider: job.provider, usd: [0, job.usd] }
    }),
    failure: kept((key) => jobs.lastFailure([key]).get(key)),
    file: inputs.file,
  }
}

/** By node, item and take: maps in maps, because joining three names into one text costs more than all the rest of a lookup. */
function shownOutputs(cache: Pick<Cache, 'shown'>, document: string): Map<NodeId, Map<ItemId, Shown[]>> {
  const shown = new Map<NodeId, Map<ItemId, Shown[]>>()
  for (const { entry, row } of cache.shown.snapshot(document)) {
    const items = shown.get(entry.node) ?? new Map<ItemId, Shown[]>()
    const takes = items.get(entry.item) ?? []
    takes[entry.take] = { key: entry.key, row }
    shown.set(entry.node, items.set(entry.item, takes))
  }
  return shown
}

/** Asks once per key. */
function kept<T>(ask: (key: Key) => T): (key: Key) => T {
  const answers = new Map<Key, { readonly answer: T }>()
  return (key) => {
    const known = answers.get(key) ?? { answer: ask(key) }
    answers.set(key, known)
    return known.answer
  }
}
