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
import { acceptedTexts, digestsText, type FingerprintParts } from './fingerprint.ts'
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
  readonly args: (() => Args) | null
  readonly model: ModelEntry | undefined
  /** An input file that nobody has looked at yet. */
  readonly unread?: string
  /** What it would be if everything a person is asked about passes as it is. */
  readonly guess?: Ready
}

export interface Ready {
  readonly state: 'ready'
  readonly parts: FingerprintParts
  /** What the node's code is called with; made only when it is. */
  readonly args: () => Args
  readonly model: ModelEntry | undefined
  /** The known slots it reads, for those whose blobs it needs. */
  readonly slots: () => readonly KnownSlot[]
}

/** What pure node code is called with; values of unknown inputs are missing. */
export type Args = EvaluateArgs<ParamSpecs, InputSpecs>

/** True where an animatic took part in an input. */
export function readsStandIn(ready: Ready): boolean {
  return ready.slots().some((slot) => isStandIn(slot.value))
}

/**
 * Resolves the work items of one node against its shape. What every item sees alike is worked out once, however many items there
 * are; per item only what is in its key, since most items of a plan are found by that and need no more.
 */
export function resolver(
  node: GraphNode,
  shape: Shape,
  document: Document,
  world: Facts,
): (index: number) => Resolution {
  const paramsOf = effectiveParams(node, shape, document.settings, world)
  const specs = inputsOf(node.definition, node.instance)
  const lists = shape.lists.map(({ input, gathered }) =>
    gatherList(
      input.port,
      specs[input.port]?.type ?? 'any',
      gathered.map(({ slot }) => slot),
    ),
  )
  const keyed = keyedPorts(shape, lists)
  const { mapped } = shape

  /** The slot whose value an item reads on a mapped input: known, or guessed where a person is still to be asked. */
  const reads = (place: number, index: number): KnownSlot | null => {
    const slot = slotAt(mapped[place]?.slots ?? [], index)
    if (slot.state === 'known') return slot
    return slot.state === 'unknown' && slot.guess ? slot.guess : null
  }

  const inputsText = (index: number): string => {
    let text = ''
    for (const { prefix, place, list } of keyed) {
      const slot = place === null ? null : reads(place, index)
      if (place !== null && !slot) continue
      text += `${text === '' ? '{' : ','}${prefix}${slot ? `["${slot.digest}"]` : list}`
    }
    return text === '' ? '{}' : `${text}}`
  }

  const valueAt = (place: number, index: number): Value | undefined => {
    const each = mapped[place]
    const slot = each && reads(place, index)
    if (slot) return each.input.type === 'any' ? slot.value : (convert(slot.value, each.input.type) ?? undefined)
    const unknown = each && slotAt(each.slots, index)
    if (unknown?.state !== 'unknown' || each?.input.param) return undefined
    return placeholder(each?.input.type ?? 'any', unknown.seconds)
  }

  const slotsAt = (index: number): readonly KnownSlot[] => {
    const slots: KnownSlot[] = []
    for (let place = 0; place < mapped.length; place++) {
      const slot = reads(place, index)
      if (slot) slots.push(slot)
    }
    for (const list of lists) for (const slot of list.known) slots.push(slot)
    return slots
  }

  const argsAt = (index: number, effective: Effective) => (): Args => {
    const values = new Map(mapped.map(({ input }, place) => [input.port, valueAt(place, index)]))
    const inputs: Record<PortId, unknown> = {}
    for (const [port, spec] of Object.entries(specs)) {
      inputs[port] = spec.list ? (lists.find((list) => list.port === port)?.values ?? []) : values.get(port)
    }
    return {
      // Built from the very specs the definition was typed with; see defineNode.
      params: effective.values as Args['params'],
      inputs: inputs as Args['inputs'],
      input: (port) => values.get(port),
      table: (param) => effective.tables[param]?.table ?? null,
    }
  }

  return (index) => {
    let waitsFor: Set<NodeId> | null = null
    let guessed = true
    for (let place = 0; place < mapped.length; place++) {
      const { input, slots } = mapped[place] as Shape['mapped'][number]
      const slot = slotAt(slots, index)
      if (slot.state === 'blocked') return { state: 'blocked', from: slot.from }
      if (slot.state === 'absent' && input.required)
        return { state: 'invalid', message: `nothing comes in at ‘${input.port}’.` }
      if (slot.state === 'unknown') {
        waitsFor = (waitsFor ?? new Set()).add(slot.from)
        guessed &&= slot.guess !== undefined
      }
      const value = slot.state === 'known' ? slot.value : null
      if (value && input.type !== 'any' && value.type !== input.type && !convert(value, input.type)) {
        return { state: 'invalid', message: `‘${input.port}’ takes ${input.type}, and got ${describe(value)}.` }
      }
    }
    for (const list of lists) {
      if (list.problem) return { state: 'invalid', message: list.problem }
      if (list.blocked !== undefined) return { state: 'blocked', from: list.blocked }
      for (const from of list.waitsFor) waitsFor = (waitsFor ?? new Set()).add(from)
      guessed &&= list.guessed
    }
    const result = paramsOf((param) => {
      const place = mapped.findIndex(({ input }) => input.port === param)
      return place < 0 ? undefined : valueAt(place, index)
    })
    if (!result.ok) {
      if (waitsFor) {
        const unread = 'unread' in result ? { unread: result.unread } : {}
        return { state: 'unknown', waitsFor: [...waitsFor], args: null, model: undefined, ...unread }
      }
      return 'unread' in result
        ? { state: 'unread', path: result.unread }
        : { state: 'invalid', message: result.problem }
    }
    const { model, keyed: params } = result.effective
    const args = argsAt(index, result.effective)
    if (waitsFor && !guessed) return { state: 'unknown', waitsFor: [...waitsFor], args, model }
    const parts: FingerprintParts = { definition: node.definition, params, inputs: inputsText(index), model }
    const ready: Ready = { state: 'ready', parts, args, model, slots: () => slotsAt(index) }
    return waitsFor ? { state: 'unknown', waitsFor: [...waitsFor], args, model, guess: ready } : ready
  }
}

/** What a list port gathers, which every work item of the node sees alike. */
interface ListState {
  readonly port: PortId
  readonly known: readonly KnownSlot[]
  readonly values: readonly Value[]
  readonly digests: string
  readonly waitsFor: readonly NodeId[]
  readonly guessed: boolean
  readonly blocked?: NodeId
  readonly problem?: string
}

function gatherList(port: PortId, wanted: PortType | 'any', slots: readonly Slot[]): ListState {
  const known: KnownSlot[] = []
  const values: Value[] = []
  const waitsFor = new Set<NodeId>()
  let guessed = true
  const state = (more: { blocked?: NodeId; problem?: string } = {}): ListState => ({
    ...{ port, known, values, guessed, ...more },
    digests: digestsText(known.map((slot) => slot.digest)),
    waitsFor: [...waitsFor],
  })
  for (const slot of slots) {
    if (slot.state === 'blocked') return state({ blocked: slot.from })
    if (slot.state === 'unknown') {
      waitsFor.add(slot.from)
      guessed &&= slot.guess !== undefined
    }
    const found = slot.state === 'known' ? slot : slot.state === 'unknown' ? slot.guess : undefined
    if (!found) continue
    const value = wanted === 'any' ? found.value : convert(found.value, wanted)
    if (!value) return state({ problem: `‘${port}’ takes ${wanted}, and got ${describe(found.value)}.` })
    known.push(found)
    values.push(value)
  }
  return state()
}

/** The inputs in the order of their names, as they stand in a fingerprint; `place` is that of a mapped input. */
function keyedPorts(shape: Shape, lists: readonly ListState[]) {
  const ports: {
    readonly port: PortId
    readonly prefix: string
    readonly place: number | null
    readonly list: string
  }[] = []
  for (let place = 0; place < shape.mapped.length; place++) {
    const { port, param } = (shape.mapped[place] as Shape['mapped'][number]).input
    if (!param) ports.push({ port, prefix: prefixOf(port), place, list: '' })
  }
  for (const { port, digests } of lists) ports.push({ port, prefix: prefixOf(port), place: null, list: digests })
  return ports.length > 1 ? ports.sort((a, b) => (a.port < b.port ? -1 : 1)) : ports
}

/** The id of a port holds nothing that JSON would write otherwise. */
function prefixOf(port: PortId): string {
  return `"${port}":`
}

/** Stands for media that is still to come, so that a price can be foretold from its length. */
function placeholder(type: PortType | 'any', seconds: number | undefined): Value | undefined {
  if (type !== 'image' && type !== 'video' && type !== 'audio') return undefined
  return {
    type,
    digest: '0'.repeat(64),
    facts: { format: '', bytes: 0, ...(seconds === undefined ? {} : { seconds }) },
  }
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
