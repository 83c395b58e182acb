import type { EdgeId, ItemId, NodeId, PortId } from '../graph/ids.ts'
import type { GraphNode, Source } from '../graph/topology.ts'
import type { PortType } from '../graph/values.ts'
import type { ParamSpec } from '../node/params.ts'
import { inputPort, inputsOf } from '../node/ports-of.ts'
import type { Slot, SlotList } from './slot.ts'

/** One wired input of a node: a declared port, or a param whose literal the wire replaces. */
export interface BoundInput {
  readonly port: PortId
  readonly type: PortType | 'any'
  readonly required: boolean
  readonly list: boolean
  readonly param: ParamSpec | null
  readonly sources: readonly Source[]
}

/** The wired inputs of a node in declared order, wired params last. */
export function boundInputs(node: GraphNode): readonly BoundInput[] {
  const bound: BoundInput[] = []
  for (const [port, spec] of Object.entries(inputsOf(node.definition, node.instance))) {
    const sources = node.sources.get(port)
    if (!sources) continue
    bound.push({
      port,
      type: spec.type,
      required: spec.required === true,
      list: spec.list === true,
      param: null,
      sources,
    })
  }
  for (const [port, sources] of node.sources) {
    const input = inputPort(node.definition, node.instance, port)
    if (input?.kind === 'param')
      bound.push({ port, type: input.type, required: false, list: false, param: input.spec, sources })
  }
  return bound
}

/** An element of a list port with the edge it came in by. */
export interface Gathered {
  readonly edge: EdgeId
  readonly slot: Slot
}

/** How a node maps over its inputs: one work item per element of its mapped inputs, each seeing the whole of its list ports. */
export interface Shape {
  readonly count: number
  readonly ids: readonly ItemId[]
  /** Set where the number of items is not known until that node has run. */
  readonly open?: NodeId
  readonly mapped: readonly { readonly input: BoundInput; readonly slots: readonly Slot[] }[]
  readonly lists: readonly { readonly input: BoundInput; readonly gathered: readonly Gathered[] }[]
}

const SINGLE: readonly ItemId[] = ['0']

/**
 * Zips the mapped inputs of a node: lists of one are repeated, 0 items with 0 or 1 give 0 work items, any other mismatch is a
 * problem that names both ports.
 */
export function shapeOf(
  inputs: readonly BoundInput[],
  listOf: (source: Source) => SlotList,
): Shape | { readonly problem: string } {
  const mapped: Shape['mapped'][number][] = []
  const lists: Shape['lists'][number][] = []
  let open: NodeId | undefined
  for (const input of inputs) {
    if (input.list) {
      lists.push({ input, gathered: input.sources.flatMap((source) => gather(source, listOf(source))) })
      continue
    }
    const source = input.sources[0]
    if (!source) continue
    const list = listOf(source)
    open ??= list.open
    mapped.push({ input, slots: list.slots })
  }
  let longest: (typeof mapped)[number] | undefined
  for (const each of mapped) {
    if (each.slots.length === 1) continue
    if (longest && longest.slots.length !== each.slots.length) {
      return {
        problem:
          `‘${longest.input.port}’ has ${longest.slots.length} items and ‘${each.input.port}’ has ${each.slots.length}; ` +
          'lists that meet in a node must be of one length, or have a single item.',
      }
    }
    // Of several lists the first with ids of its own names the items, so that a row inserted above renames none.
    if (!longest || (countsOnly(longest.slots) && !countsOnly(each.slots))) longest = each
  }
  const leading = longest ?? mapped.find((each) => each.slots[0]?.id !== '0') ?? mapped[0]
  const ids = leading ? leading.slots.map((slot) => slot.id) : SINGLE
  return { count: ids.length, ids, mapped, lists, ...(open === undefined ? {} : { open }) }
}

/** True where the items have no ids but their places. */
function countsOnly(slots: readonly Slot[]): boolean {
  return slots.every((slot, place) => slot.id === String(place))
}

function gather(source: Source, list: SlotList): readonly Gathered[] {
  return list.slots.map((slot) => ({ edge: source.edge, slot }))
}

/** The slot of a mapped input that work item `index` sees. */
export function slotAt(slots: readonly Slot[], index: number): Slot {
  const slot = slots[slots.length === 1 ? 0 : index]
  if (!slot) throw new Error(`no item ${index} in a list of ${slots.length}`)
  return slot
}

/** A list port's settings per item, in item order; `edge#item` first, then `edge` for all of its items. */
export function settingsPerItem(
  stored: { readonly [key: string]: unknown },
  gathered: readonly Gathered[],
): readonly unknown[] {
  // Edge ids come from a file, `constructor` included.
  const of = (name: string) => (Object.hasOwn(stored, name) ? stored[name] : undefined)
  return gathered.map(({ edge, slot }) => of(`${edge}#${slot.id}`) ?? of(edge) ?? {})
}
