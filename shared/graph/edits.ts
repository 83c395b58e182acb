import type { Document } from './document.ts'
import { decide, markTake, renameDocument, replaceDefinition, setPick, setSettings } from './edits/document-edits.ts'
import { connect, disconnect, reorderEdges, routeEdge } from './edits/edge-edits.ts'
import { removeGroup, setGroup, setGroups } from './edits/group-edits.ts'
import {
  addNode,
  moveNodes,
  removeNode,
  removeParam,
  setBypass,
  setCollapsed,
  setParam,
  setParams,
  setTitle,
} from './edits/node-edits.ts'
import { done, type EditResult } from './edits/result.ts'
import type { Edit } from './edits/schema.ts'

export type { EditResult } from './edits/result.ts'
export { type Edit, zEdit } from './edits/schema.ts'

/**
 * The document after one edit. Pure; what the edit does not touch keeps its identity (the plan remembers by identity), and an
 * edit that changes nothing gives the document itself.
 */
export function applyEdit(document: Document, edit: Edit): EditResult {
  switch (edit.kind) {
    case 'add-node':
      return addNode(document, edit)
    case 'remove-node':
      return removeNode(document, edit)
    case 'set-param':
      return setParam(document, edit)
    case 'set-params':
      return setParams(document, edit)
    case 'remove-param':
      return removeParam(document, edit)
    case 'set-title':
      return setTitle(document, edit)
    case 'set-bypass':
      return setBypass(document, edit)
    case 'set-collapsed':
      return setCollapsed(document, edit)
    case 'move-nodes':
      return moveNodes(document, edit)
    case 'connect':
      return connect(document, edit)
    case 'disconnect':
      return disconnect(document, edit)
    case 'route-edge':
      return routeEdge(document, edit)
    case 'reorder-edges':
      return reorderEdges(document, edit)
    case 'set-pick':
      return setPick(document, edit)
    case 'mark-take':
      return markTake(document, edit)
    case 'decide':
      return decide(document, edit)
    case 'set-settings':
      return setSettings(document, edit)
    case 'rename-document':
      return renameDocument(document, edit)
    case 'set-group':
      return setGroup(document, edit)
    case 'remove-group':
      return removeGroup(document, edit)
    case 'set-groups':
      return setGroups(document, edit)
    case 'replace-definition':
      return replaceDefinition(document, edit)
  }
}

/** The document after all edits in order; all or nothing: the first that is refused refuses them all. */
export function applyEdits(document: Document, edits: readonly Edit[]): EditResult {
  let current = document
  for (const edit of edits) {
    const result = applyEdit(current, edit)
    if (!result.ok) return result
    current = result.document
  }
  return done(current)
}
