import { z } from 'zod'
import { MOST_TAKES, zDecision, zEdge, zInstance, zJson, zMark, zPosition, zSettings } from '../document.ts'
import { zGroup } from '../groups.ts'
import { zId, zNodeId } from '../ids.ts'

/** A key of a free map; `__proto__` is the one name an object cannot hold safely. */
const zMapKey = z
  .string()
  .min(1)
  .max(200)
  .refine((key) => key !== '__proto__', 'this name is not legal')

/**
 * One change of a document, as it goes over the wire and into the journal. An edit carries every id it creates, so that redo and
 * replay give the same ids.
 */
export const zEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add-node'), node: zInstance }),
  /** Takes the edges at the node with it. */
  z.object({ kind: z.literal('remove-node'), node: zNodeId }),
  z.object({ kind: z.literal('set-param'), node: zNodeId, param: zId, value: zJson }),
  /** Several params of one node in one step; others stay. */
  z.object({ kind: z.literal('set-params'), node: zNodeId, params: z.record(zId, zJson) }),
  z.object({ kind: z.literal('remove-param'), node: zNodeId, param: zId }),
  z.object({ kind: z.literal('set-title'), node: zNodeId, title: z.string() }),
  z.object({ kind: z.literal('set-bypass'), node: zNodeId, bypass: z.boolean() }),
  z.object({ kind: z.literal('set-collapsed'), node: zNodeId, collapsed: z.boolean() }),
  z.object({ kind: z.literal('move-nodes'), positions: z.record(zNodeId, zPosition) }),
  /** Goes to the end of the list port it ends at, or before the edge `before`. */
  z.object({ kind: z.literal('connect'), edge: zEdge, before: zId.optional() }),
  z.object({ kind: z.literal('disconnect'), edge: zId }),
  /** Leads a wire through dots; it stays the same edge. */
  z.object({ kind: z.literal('route-edge'), edge: zId, via: z.array(zPosition) }),
  /** All edges that end at one port, in their new order. */
  z.object({ kind: z.literal('reorder-edges'), node: zNodeId, port: zId, edges: z.array(zId) }),
  /** `baseKey`: the key of the work item without its take. `pick` null takes the entry out: one take, none picked yet. */
  z.object({
    kind: z.literal('set-pick'),
    baseKey: zMapKey,
    takes: z.int().min(1).max(MOST_TAKES),
    pick: z.int().min(0).nullable(),
  }),
  /** Null takes the mark of a take away. */
  z.object({
    kind: z.literal('mark-take'),
    baseKey: zMapKey,
    take: z
      .int()
      .min(0)
      .max(MOST_TAKES - 1),
    mark: zMark.nullable(),
  }),
  /** `digest`: of what the person saw; null takes an answer back. */
  z.object({ kind: z.literal('decide'), digest: zMapKey, decision: zDecision.nullable() }),
  z.object({ kind: z.literal('set-settings'), settings: zSettings }),
  z.object({ kind: z.literal('rename-document'), name: z.string() }),
  /** Adds a group, or takes the place of the one with its id. */
  z.object({ kind: z.literal('set-group'), group: zGroup }),
  z.object({ kind: z.literal('remove-group'), group: zId }),
  /** All of them, with those that this version cannot read. */
  z.object({ kind: z.literal('set-groups'), groups: z.array(zJson) }),
  /** Null removes the definition. */
  z.object({ kind: z.literal('replace-definition'), id: zMapKey, definition: zJson.nullable() }),
])
export type Edit = z.infer<typeof zEdit>

export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>
