import { isFree } from '../catalog/price.ts'
import type { Key } from '../graph/ids.ts'
import { isRepeatable } from '../node/define.ts'
import { acceptedTexts } from './fingerprint.ts'
import type { CachedOutputs } from './interfaces.ts'
import type { Ready } from './resolve.ts'
import type { OpenJob, Shown, World } from './world.ts'

/** Where a work item stands in the cache and at the providers. */
export interface Lookup {
  /** What a run would store under: today's key, or that of a job already under way. */
  readonly key: Key
  /** Its fingerprint as canonical JSON. */
  readonly text: string
  /** True: it runs on the stand-in, under a key of its own that holds the real request. */
  readonly standIn: boolean
  /** A stored output that counts, under today's key or an earlier one. */
  readonly row: CachedOutputs | undefined
  /** A job already under way for it. */
  readonly job: OpenJob | undefined
}

/** True where sending the work item could cost money. */
export function couldBill(ready: Pick<Ready, 'parts' | 'model'>): boolean {
  return !isRepeatable(ready.parts.definition) && ready.model !== undefined && !isFree(ready.model)
}

/**
 * Finds a work item by every key that counts as it, today's first. On the stand-in real work that is stored or already paid for is
 * used; what could bill goes to the stand-in.
 */
export function lookUp(
  ready: Ready,
  take: number | null,
  onStandIn: boolean,
  world: Pick<World, 'hash' | 'row' | 'openJob'>,
  shown?: Shown,
): Lookup {
  const real = find(acceptedTexts(ready.parts, take, false), false, take !== null, world, shown)
  // A job that waits for a person cannot be adopted, so the stand-in takes its place.
  if (real.row || (real.job && !(onStandIn && real.job.unknown)) || !onStandIn || !couldBill(ready)) return real
  return find(acceptedTexts(ready.parts, take, true), true, true, world, shown)
}

function find(
  texts: readonly string[],
  standIn: boolean,
  jobs: boolean,
  world: Pick<World, 'hash' | 'row' | 'openJob'>,
  shown: Shown | undefined,
): Lookup {
  const text = texts[0] as string
  const key = world.hash(text)
  // What is shown is mostly what is wanted, and comes with its row.
  let row = shown?.row && shown.key === key ? shown.row : world.row(key)
  for (let next = 1; !row && next < texts.length; next++) row = world.row(world.hash(texts[next] as string))
  if (row || !jobs) return { key, text, standIn, row, job: undefined }
  // A job that an earlier version sent goes on under the key it was sent for, so that an upgrade never pays twice.
  for (const each of texts) {
    const sentAs = world.hash(each)
    const job = world.openJob(sentAs)
    if (job) return { key: sentAs, text: each, standIn, row: undefined, job }
  }
  return { key, text, standIn, row: undefined, job: undefined }
}
