import type { ModelEntry } from '../catalog/schema.ts'
import type { Document, Pick as TakePick } from '../graph/document.ts'
import type { Key, NodeId, PortId } from '../graph/ids.ts'
import type { GraphNode } from '../graph/topology.ts'
import { convert, isStandIn, type PortType, type Value } from '../graph/values.ts'
import type { EvaluateArgs } from '../node/context.ts'
import { isRepeatable } from '../node/define.ts'
import type { ParamSpecs } from '../node/params.ts'
import type { InputSpecs } from '../node/ports.ts'
import { inputsOf } from '../node/ports-of.ts'
import { type Effective, effectiveParams } from './effective.ts'
import { acceptedTexts, type FingerprintParts, inputsText } from './fingerprint.ts'
import { type Shape, slotAt } from './shape.ts'
import type { KnownSlot, Slot } from './slot.ts'
import type { Facts } from './world.ts'

/** One work item without its take, resolved as far as its inputs allow. */
export type Resolution =
  | Ready
  | Unknown
  | { readonly state: 'blocked'; readonly from: NodeId }
  | { readonly state: 'invalid'; readonly message: string }
  | { readonly state: 'unread'; readonly path: string }

export interface Unknown {
  readonly state: 'unknown'
  readonly waitsFor: readonly NodeId[]
  /** For a price: unknown media stands as an empty value of its type. Null where not even the params are known. */
  readonly args: Args | null
  readonly model: ModelEntry | undefined
  /** What it would be if everything a person is asked about passes as it is. */
  readonly guess?: Ready
}

export interface Ready {
  readonly state: 'ready'
  readonly parts: FingerprintParts
  readonly args: Args
  readonly model: ModelEntry | undefined
  /** The known slots it reads, for those whose blobs it needs. */
  readonly slots: readonly Slot[]
  /** True where an animatic took part in an input. */
  readonly standIn: boolean
}

/** What pure node code is called with; values of unknown inputs are missing. */
export type Args = EvaluateArgs<ParamSpecs, InputSpecs>

/** Resolves the work items of one node against its shape. */
export function resolver(
  node: GraphNode,
  shape: Shape,
  document: Document,
  world: Facts,
): (index: number) => Resolution {
  const paramsOf = effectiveParams(node, shape, document.settings, world)
  const specs = inputsOf(node.definition, node.instance)
  // What every item sees alike is worked out once, however many items there are.
  const lists = shape.lists.map((each) => ({
    port: each.input.port,
    state: settle(each.gathered.map(({ slot }) => slot)),
    gathered: each.gathered,
  }))

  return (index) => {
    const slots: Slot[] = []
    const waitsFor: NodeId[] = []
    const mapped = new Map<PortId, Slot>()
    for (const { input, slots: all } of shape.mapped) {
      const slot = slotAt(all, index)
      if (slot.state === 'blocked') return { state: 'blocked', from: slot.from }
      if (slot.state === 'unknown') waitsFor.push(slot.from)
      if (slot.state === 'absent' && input.required)
        return { state: 'invalid', message: `nothing comes in at ‘${input.port}’.` }
      mapped.set(input.port, slot)
      slots.push(slot)
    }
    for (const { state } of lists) {
      if (state.blocked !== undefined) return { state: 'blocked', from: state.blocked }
      waitsFor.push(...state.waitsFor)
    }

    const values = new Map<PortId, Value>()
    const digests: (readonly [PortId, readonly string[]])[] = []
    let guessed = true
    for (const { input } of shape.mapped) {
      const found = mapped.get(input.port)
      if (found?.state === 'unknown' && !found.guess) {
        guessed = false
        const value = input.param ? null : placeholder(input.type, found.seconds)
        if (value) values.set(input.port, value)
      }
      const slot = found?.state === 'unknown' ? found.guess : found
      if (slot?.state !== 'known') continue
      const value = input.type === 'any' ? slot.value : convert(slot.value, input.type)
      if (!value)
        return { state: 'invalid', message: `‘${input.port}’ takes ${input.type}, and got ${describe(slot.value)}.` }
      values.set(input.port, value)
      if (!input.param) digests.push([input.port, [slot.digest]])
    }
    guessed &&= lists.every(({ state }) => state.guessed)
    const listValues = new Map<PortId, readonly Value[]>()
    for (const { port, state, gathered } of lists) {
      const wanted = specs[port]?.type ?? 'any'
      const converted: Value[] = []
      for (const slot of state.known) {
        const value = wanted === 'any' ? slot.value : convert(slot.value, wanted)
        if (!value) return { state: 'invalid', message: `‘${port}’ takes ${wanted}, and got ${describe(slot.value)}.` }
        converted.push(value)
      }
      listValues.set(port, converted)
      digests.push([port, state.digests])
      for (const each of gathered) slots.push(each.slot)
    }

    const effective = paramsOf((param) => values.get(param))
    if (!effective.ok) {
      if (waitsFor.length > 0) return { state: 'unknown', waitsFor, args: null, model: undefined }
      return 'unread' in effective
        ? { state: 'unread', path: effective.unread }
        : { state: 'invalid', message: effective.problem }
    }
    const { model, keyed } = effective.effective
    const args = argsOf(specs, effective.effective, values, listValues)
    if (waitsFor.length > 0 && !guessed) return { state: 'unknown', waitsFor, args, model }
    const parts: FingerprintParts = { definition: node.definition, params: keyed, inputs: inputsText(digests), model }
    const ready: Ready = { state: 'ready', parts, args, model, slots, standIn: slots.some(isStandInSlot) }
    return waitsFor.length > 0 ? { state: 'unknown', waitsFor, args, model, guess: ready } : ready
  }
}

interface ListState {
  readonly known: readonly KnownSlot[]
  readonly guessed: boolean
  readonly digests: readonly string[]
  readonly waitsFor: readonly NodeId[]
  readonly blocked?: NodeId
}

function settle(slots: readonly Slot[]): ListState {
  const known: KnownSlot[] = []
  const waitsFor = new Set<NodeId>()
  let guessed = true
  for (const slot of slots) {
    if (slot.state === 'blocked') return { known, guessed, digests: [], waitsFor: [], blocked: slot.from }
    if (slot.state === 'unknown') {
      waitsFor.add(slot.from)
      if (slot.guess) known.push(slot.guess)
      else guessed = false
    }
    if (slot.state === 'known') known.push(slot)
  }
  return { known, guessed, digests: known.map((slot) => slot.digest), waitsFor: [...waitsFor] }
}

/** Stands for media that is still to come, so that a price can be foretold from its length. */
function placeholder(type: PortType | 'any', seconds: number | undefined): Value | null {
  if (type !== 'image' && type !== 'video' && type !== 'audio') return null
  return {
    type,
    digest: '0'.repeat(64),
    facts: { format: '', bytes: 0, ...(seconds === undefined ? {} : { seconds }) },
  }
}

function argsOf(
  specs: InputSpecs,
  effective: Effective,
  values: ReadonlyMap<PortId, Value>,
  lists: ReadonlyMap<PortId, readonly Value[]>,
): Args {
  const inputs: Record<PortId, unknown> = {}
  for (const [port, spec] of Object.entries(specs))
    inputs[port] = spec.list ? (lists.get(port) ?? []) : values.get(port)
  return {
    // Built from the very specs the definition was typed with; see defineNode.
    params: effective.values as Args['params'],
    inputs: inputs as Args['inputs'],
    input: (port) => values.get(port),
    table: (param) => effective.tables[param]?.table ?? null,
  }
}

function isStandInSlot(slot: Slot): boolean {
  return slot.state === 'known' && isStandIn(slot.value)
}

function describe(value: Value): string {
  if (value.type === 'text') return `the text ‘${value.text.slice(0, 40)}’`
  return value.type
}

/** The takes of a work item: how many there are, which one flows on, and the base key they are kept under. */
export interface Takes extends TakePick {
  readonly baseKey: Key
}

/** Looks the takes of a generator up in the document, under today's base key or one that still counts. */
export function takesOf(document: Document, ready: Ready, world: { hash(text: string): string }): Takes | null {
  if (isRepeatable(ready.parts.definition)) return null
  const keys = acceptedTexts(ready.parts, null, false).map((text) => world.hash(text))
  const baseKey = keys[0] as Key
  const pick = keys.map((key) => document.picks[key]).find((found) => found !== undefined)
  return { baseKey, takes: Math.max(pick?.takes ?? 1, (pick?.pick ?? 0) + 1), pick: pick?.pick ?? 0 }
}
