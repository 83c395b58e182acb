import type { ItemId, NodeId } from '../graph/ids.ts'

/** One execution: a node × an item × a take. `index` is the item's place in its list. */
export interface WorkItemName {
  readonly node: NodeId
  readonly item: ItemId
  readonly index: number
  readonly take: number
}

/** `id`, with `#item` for the second and later items and `@take` for the second and later takes. */
export function workItemName({ node, item, index, take }: WorkItemName): string {
  return `${node}${index > 0 ? `#${item}` : ''}${take > 0 ? `@${take}` : ''}`
}

/** The node of a work item's name. */
export function nodeOfWorkItem(name: string): NodeId {
  return name.split(/[#@]/, 1)[0] ?? name
}
