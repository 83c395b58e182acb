import type { Document } from '#shared/graph/document.ts'
import type { DocumentRef } from '../cache/documents.ts'
import type { ShownEntry } from '../cache/shown.ts'

/** What pruning must keep for a document's sake though it is closed: picked takes and what a person approved at a gate. */
export function documentRefs(document: Document, shown: readonly ShownEntry[]): readonly DocumentRef[] {
  const approved = Object.entries(document.decisions).filter(([, decision]) => decision.answer === 'approved')
  return [
    ...shown.filter((entry) => entry.take > 0).map(({ key }): DocumentRef => ({ reason: 'picked', key })),
    ...approved.map(([digest]): DocumentRef => ({ reason: 'approved', digest })),
  ]
}
