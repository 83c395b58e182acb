import fc from 'fast-check'
import type { Json } from '../../json.ts'
import type { Document } from '../document.ts'
import type { Edit } from '../edits.ts'
import { GROUP_COLOURS } from '../groups.ts'

/** JSON as a saved file can give it back: finite numbers, no `-0`, no member `__proto__`. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false),
    anyNumber(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 4 }),
    freeMap(tie('json')),
  ),
})).json

function anyNumber(): fc.Arbitrary<number> {
  return fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number))
}

/** Keys include those that look like numbers, which JavaScript objects put first. */
function freeMap<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  const key = fc.oneof(fc.string({ minLength: 1 }), fc.nat(20).map(String), fc.constantFrom('constructor', 'toString'))
  return fc.dictionary(
    key.filter((name) => name !== '__proto__'),
    value,
    { maxKeys: 5 },
  )
}

const anyId = fc.constantFrom('a', 'b', 'c', 'd', '7', '10', 'x_y-z')
const anyPort = fc.constantFrom('in', 'out', 'start')
const anyPosition = fc.record({ x: anyNumber(), y: anyNumber() })
const anyEnd = fc.record({ node: anyId, port: anyPort })
const anyKey = fc.oneof(fc.stringMatching(/^[0-9a-f]{64}$/), fc.constantFrom('1', '2', '10'))

const anyNode = fc.record({
  id: anyId,
  type: fc.constantFrom('shot', 'cut', 'hologram'),
  version: fc.constant(3),
  title: fc.string({ unit: 'grapheme' }),
  position: anyPosition,
  params: fc.dictionary(anyId, anyJson, { maxKeys: 4 }),
  bypass: fc.boolean(),
})

const anyGroup = fc.record({
  id: anyId,
  title: fc.string(),
  colour: fc.constantFrom(...GROUP_COLOURS),
  x: anyNumber(),
  y: anyNumber(),
  width: fc.integer({ min: 80, max: 2000 }),
  height: fc.integer({ min: 80, max: 2000 }),
})

/** Edits over few ids, so that many of them meet nodes, edges and keys that are there. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('add-node' as const), node: anyNode }),
  fc.record({ kind: fc.constant('remove-node' as const), node: anyId }),
  fc.record({ kind: fc.constant('set-param' as const), node: anyId, param: anyId, value: anyJson }),
  fc.record({
    kind: fc.constant('set-params' as const),
    node: anyId,
    params: fc.dictionary(anyId, anyJson, { maxKeys: 3 }),
  }),
  fc.record({ kind: fc.constant('remove-param' as const), node: anyId, param: anyId }),
  fc.record({ kind: fc.constant('set-title' as const), node: anyId, title: fc.string() }),
  fc.record({ kind: fc.constant('set-bypass' as const), node: anyId, bypass: fc.boolean() }),
  fc.record({ kind: fc.constant('move-nodes' as const), positions: fc.dictionary(anyId, anyPosition, { maxKeys: 3 }) }),
  fc.record({ kind: fc.constant('connect' as const), edge: fc.record({ id: anyId, from: anyEnd, to: anyEnd }) }),
  fc.record({ kind: fc.constant('disconnect' as const), edge: anyId }),
  fc.record({ kind: fc.constant('reorder-edges' as const), node: anyId, port: anyPort, edges: fc.uniqueArray(anyId) }),
  fc.record({
    kind: fc.constant('set-pick' as const),
    baseKey: anyKey,
    takes: fc.integer({ min: 1, max: 4 }),
    pick: fc.option(fc.nat(4)),
  }),
  fc.record({
    kind: fc.constant('mark-take' as const),
    baseKey: anyKey,
    take: fc.nat(3),
    mark: fc.constantFrom(null, {}, { star: true as const }, { rejected: 'Six fingers.' }),
  }),
  fc.record({
    kind: fc.constant('decide' as const),
    digest: anyKey,
    decision: fc.constantFrom(null, { answer: 'approved' as const }, { answer: 'rejected' as const, edit: 'No.' }),
  }),
  fc.record({ kind: fc.constant('rename-document' as const), name: fc.string() }),
  fc.record({ kind: fc.constant('set-collapsed' as const), node: anyId, collapsed: fc.boolean() }),
  fc.record({
    kind: fc.constant('route-edge' as const),
    edge: anyId,
    via: fc.array(anyPosition, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('set-group' as const), group: anyGroup }),
  fc.record({ kind: fc.constant('remove-group' as const), group: anyId }),
  fc.record({ kind: fc.constant('set-groups' as const), groups: fc.array(anyJson, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('replace-definition' as const), id: anyKey, definition: anyJson }),
)

/** Everything reachable in a document, frozen: an edit that changes what it is given throws. */
export function frozen(document: Document): Document {
  const open: unknown[] = [document]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) continue
    Object.freeze(value)
    open.push(...Object.values(value))
  }
  return document
}
