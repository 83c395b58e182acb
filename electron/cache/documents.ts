import type { Digest, Key } from '#shared/graph/ids.ts'
import type { Store } from '../database.ts'

/** Why a document wants an output kept. */
export type RefReason = 'picked' | 'approved' | 'pinned'

/** A document refers to everything a key made, or to one blob. */
export type DocumentRef = { readonly reason: RefReason } & ({ readonly key: Key } | { readonly digest: Digest })

export interface RegisteredDocument {
  readonly id: string
  readonly path: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly registered: number
}

/** Documents say what they refer to, so that prune keeps it though the files are closed. */
export interface Documents {
  /** Replaces everything this document registered before. */
  register(document: { id: string; path: string; name: string; refs: readonly DocumentRef[] }): void
  list(): RegisteredDocument[]
  refs(document: string): DocumentRef[]
  /** The person deleted it: nothing is kept for its sake any more. */
  forget(document: string): void
}

export function createDocuments(store: Store, now: () => number): Documents {
  const upsert = store.writer<[string, string, string, number]>(`
    INSERT INTO documents (id, path, name, registered) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET path = excluded.path, name = excluded.name, registered = excluded.registered`)
  const removeRefs = store.writer<[string]>('DELETE FROM document_refs WHERE document = ?')
  const insertRef = store.writer<[string, RefReason, string, string]>(
    'INSERT OR IGNORE INTO document_refs (document, reason, key, digest) VALUES (?, ?, ?, ?)',
  )
  const remove = store.writer<[string]>('DELETE FROM documents WHERE id = ?')
  const list = store.read<RegisteredDocument, []>('SELECT id, path, name, registered FROM documents ORDER BY path, id')
  const refs = store.read<{ reason: RefReason; key: string; digest: string }, [string]>(
    'SELECT reason, key, digest FROM document_refs WHERE document = ?',
  )
  return {
    register({ id, path, name, refs: wanted }) {
      store.write('cache.document', () => {
        upsert.run(id, path, name, now())
        removeRefs.run(id)
        for (const ref of wanted) {
          insertRef.run(id, ref.reason, 'key' in ref ? ref.key : '', 'digest' in ref ? ref.digest : '')
        }
      })
    },
    list: () => list.all(),
    refs: (document) =>
      refs.all(document).map(({ reason, key, digest }) => (key === '' ? { reason, digest } : { reason, key })),
    forget(document) {
      store.write('cache.document', () => remove.run(document))
    },
  }
}
