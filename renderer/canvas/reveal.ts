import type { NodeId } from '#shared/graph/ids.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { select } from '../store/ui-store.ts'
import { canvasView } from './view.ts'

/** Selects a node and brings it into view. */
export function reveal(node: NodeId): void {
  if (!nodeOf(documents.document(), node)) return
  select([node])
  canvasView()?.fit([node])
}

/** What a person calls a node; its id where it is not in the document any more. */
export function titleOf(node: NodeId): string {
  return nodeOf(documents.document(), node)?.title || node
}
