import type { Host } from '../host.ts'
import { contentTypeOf } from './content-type.ts'
import { isPreviewKind } from './previews/kinds.ts'
import type { Previews } from './previews/previews.ts'

/** A file of the store as a transport sends it. It never changes under its address. */
export interface StoredFile {
  readonly path: string
  /** Its media type. */
  readonly type: string
}

/** Gives the file behind a kind (`media`, or one of the previews) and a digest; null where the store knows none. */
export type FindStored = (kind: string, digest: string) => Promise<StoredFile | null>

const DIGEST = /^[0-9a-f]{64}$/

/** Finds what the store holds, and its previews, which are made when first asked for. What is no digest is just not found. */
export function findStored({ cache: { blobs } }: Pick<Host, 'cache'>, previews: Pick<Previews, 'get'>): FindStored {
  return async (kind, digest) => {
    if (!DIGEST.test(digest)) return null
    if (isPreviewKind(kind)) return previews.get(kind, digest)
    if (kind !== 'media' || !blobs.has(digest)) return null
    const path = blobs.path(digest)
    return { path, type: await contentTypeOf(path) }
  }
}
