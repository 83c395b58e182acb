import type { Document } from '../../graph/document.ts'
import { applyEdit } from '../../graph/edits.ts'
import type { Json } from '../../json.ts'

/** The document with one param set, through the project's own edits. */
export function setParam(document: Document, node: string, param: string, value: Json): Document {
  const edited = applyEdit(document, { kind: 'set-param', node, param, value })
  if (!edited.ok) throw new Error(edited.problem)
  return edited.document
}
