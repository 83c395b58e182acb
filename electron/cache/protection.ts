import type { Digest } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'
import type { RefReason } from './documents.ts'
import type { InputFiles } from './input-files.ts'
import type { Leases } from './leases.ts'

/**
 * Why prune leaves a blob alone. `input`: it came from a file that is no longer where it was, so it could not be had again.
 * `in-use`: a living process reads or is about to name it. `needed`: something outside the cache (a job) refers to it.
 */
export type Protection = RefReason | 'paid' | 'shown' | 'input' | 'in-use' | 'needed'

/** What a person may give up; blobs in use or needed by a job are never evicted. */
export type WaivableProtection = Exclude<Protection, 'in-use' | 'needed'>

export interface ProtectionParts {
  readonly store: Store
  readonly inputs: InputFiles
  readonly leases: Leases
}

/** Every protected blob with its reasons. A blob that several rows name is protected as soon as one of them is. */
export function protections(
  { store, inputs, leases }: ProtectionParts,
  needed: Iterable<Digest>,
): ReadonlyMap<Digest, ReadonlySet<Protection>> {
  const found = new Map<Digest, Set<Protection>>()
  const add = (digest: Digest, reason: Protection) => {
    const reasons = found.get(digest)
    if (reasons) reasons.add(reason)
    else found.set(digest, new Set([reason]))
  }
  const rows = store.read<{ digest: Digest; reason: Protection }, []>(`
    SELECT digest, 'paid' AS reason FROM row_blobs JOIN outputs USING (key) WHERE paid = 1
    UNION ALL SELECT digest, 'shown' FROM shown JOIN row_blobs USING (key)
    UNION ALL SELECT row_blobs.digest, reason FROM document_refs JOIN row_blobs USING (key)
    UNION ALL SELECT digest, reason FROM document_refs WHERE digest <> ''`)
  for (const { digest, reason } of rows.iterate()) add(digest, reason)
  for (const digest of inputs.digests()) if (!inputs.stillOutside(digest)) add(digest, 'input')
  for (const digest of leases.held()) add(digest, 'in-use')
  for (const digest of needed) add(digest, 'needed')
  return found
}
