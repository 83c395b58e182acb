import type { Catalog } from '#shared/catalog/catalog.ts'
import type { CachedOutputs } from '#shared/engine/interfaces.ts'
import type { World } from '#shared/engine/world.ts'
import type { Key } from '#shared/graph/ids.ts'
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
  readonly standIn: boolean
}

/**
 * The world as it is now, for one document: what it last showed is read in one pass, other rows when they are asked for, and every
 * answer is kept, so that it stays the same for as long as this world is used.
 */
export function snapshotWorld({ cache, jobs, catalog, inputs, document, standIn }: WorldParts): World {
  const rows = new Map<Key, CachedOutputs | undefined>()
  const shown = new Map<string, Key>()
  for (const { entry, row } of cache.shown.snapshot(document)) {
    shown.set(shownName(entry.node, entry.item, entry.take), entry.key)
    rows.set(entry.key, row)
  }
  return {
    revision: ++revisions,
    standIn,
    hash: sha256,
    model: (id) => catalog.get(id),
    row(key) {
      if (rows.has(key)) return rows.get(key)
      const row = cache.outputs.get(key)
      rows.set(key, row)
      return row
    },
    shown: (node, item, take) => shown.get(shownName(node, item, take)),
    openJob(key) {
      const job = jobs.openJobs([key]).get(key)?.[0]
      return job && { job: job.job, unknown: job.state === 'unknown', provider: job.provider, usd: [0, job.usd] }
    },
    failure: (key) => jobs.lastFailure([key]).get(key),
    file: inputs.file,
  }
}

export function shownName(node: string, item: string, take: number): string {
  return `${node}#${item}@${take}`
}
