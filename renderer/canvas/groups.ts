import type { Document } from '#shared/graph/document.ts'
import { type Group, groupsOf } from '#shared/graph/groups.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { around, encloses, holds, middleOf, type Rect } from './box.ts'
import { boxOf } from './card-box.ts'
import { GROUP } from './geometry.ts'

/** Groups and nodes are one list on the canvas; no node id holds a colon. */
const GROUP_PREFIX = 'group:'
export const groupNodeId = (id: string): string => GROUP_PREFIX + id
/** The id of the group that stands under this id there; null where it is a node. */
export const groupIdOf = (id: string): string | null =>
  id.startsWith(GROUP_PREFIX) ? id.slice(GROUP_PREFIX.length) : null

/** The nodes that stand in a group: those whose middle is in it. */
export function nodesIn(document: Document, group: Rect): readonly NodeId[] {
  return document.nodes.filter((node) => holds(group, middleOf(boxOf(document, node)))).map(({ id }) => id)
}

/** The groups that lie wholly in another one. */
export function groupsIn(document: Document, group: Group): readonly Group[] {
  return groupsOf(document).filter((other) => other.id !== group.id && encloses(group, other))
}

/** A group round these nodes, and round the groups among them, with room for its title; null for no nodes. */
export function groupAround(
  document: Document,
  nodes: ReadonlySet<NodeId>,
  groups: ReadonlySet<string>,
  title: string,
): Group | null {
  const inner = groupsOf(document).filter(({ id }) => groups.has(id))
  const boxes = document.nodes.filter(({ id }) => nodes.has(id)).map((node): Rect => boxOf(document, node))
  const box = around([...boxes, ...inner])
  if (!box) return null
  const { pad, title: head } = GROUP
  return {
    id: `g${crypto.randomUUID().slice(0, 8)}`,
    title,
    colour: 'grey',
    x: Math.round(box.x - pad),
    y: Math.round(box.y - pad - head),
    width: Math.round(box.width + 2 * pad),
    height: Math.round(box.height + 2 * pad + head),
  }
}
