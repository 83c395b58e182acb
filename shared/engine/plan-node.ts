import { FREE, quoteOf, type UsdRange } from '../catalog/price.ts'
import type { ModelEntry } from '../catalog/schema.ts'
import type { Document } from '../graph/document.ts'
import type { NodeId, PortId } from '../graph/ids.ts'
import type { GraphNode, Source } from '../graph/topology.ts'
import { isRepeatable } from '../node/define.ts'
import type { Fit } from '../node/generate.ts'
import { outputPort } from '../node/ports-of.ts'
import { fingerprintObject } from './fingerprint.ts'
import { decisionAt } from './gate.ts'
import { requestOf } from './generation.ts'
import type { OutputRecord } from './interfaces.ts'
import { type Lookup, lookUp } from './lookup.ts'
import type { WorkItemName } from './names.ts'
import { outputRecord } from './outputs.ts'
import type { NodePlan, PlanItem } from './plan-types.ts'
import { reasonsBetween } from './reasons.ts'
import { recordSlots } from './record-slots.ts'
import {
  type Args,
  type Ready,
  type Resolution,
  readsStandIn,
  resolver,
  type Takes,
  takesOf,
  type Unknown,
} from './resolve.ts'
import { boundInputs, type Shape, shapeOf } from './shape.ts'
import { type KnownSlot, knownSlot, type Slot, type SlotList } from './slot.ts'
import type { Shown, World } from './world.ts'

export interface PlannedNode extends NodePlan {
  /** What flows on from a port that is in no list yet: a column of a table that is not known. */
  readonly more?: (port: PortId) => SlotList
  /** The known slots that a work item reads, for the pass that finds pruned files. */
  readonly reads: (index: number) => readonly KnownSlot[]
  /** True where the file of some stored output was pruned. */
  readonly pruned: boolean
  /** Input files that nobody has looked at. */
  readonly unread: readonly string[]
  /** What is wrong with how its lists meet. */
  readonly problem: string | null
}

/** What flows on from a work item. */
type Flow =
  | { readonly kind: 'record'; readonly record: OutputRecord; readonly take: number }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'unknown'; readonly from: NodeId; readonly seconds?: number; readonly guess?: OutputRecord }
  | { readonly kind: 'blocked' }

const BLOCKED: Flow = { kind: 'blocked' }
const NO_REASONS: readonly string[] = []
const NO_NOTES: readonly string[] = []

/** Plans every work item of one node from the lists its sources give. Pure. */
export function planNode(
  node: GraphNode,
  document: Document,
  world: World,
  listOf: (source: Source) => SlotList,
): PlannedNode {
  const shape = shapeOf(boundInputs(node), listOf)
  if ('problem' in shape) {
    const nothing = { outputs: new Map(), reads: () => [] }
    return { node, items: [], ...nothing, pruned: false, unread: [], problem: shape.problem }
  }
  const planning = new NodePlanning(node, shape, document, world)
  const resolve = resolver(node, shape, document, world)
  const flows: Flow[] = []
  for (let index = 0; index < shape.count; index++) flows.push(planning.workItem(index, resolve(index)))
  const { items, pruned, unread } = planning
  const outputs = outputLists(node, shape, flows)
  return {
    node,
    items,
    outputs,
    ...(node.definition.moreOutputs && { more: (port) => outputList(node, shape, flows, port) }),
    // Seldom asked, so it keeps nothing of what was worked out: a plan of thousands of nodes lives as long as its document.
    reads: (index) => slotsRead(resolver(node, shape, document, world)(index)),
    pruned,
    unread,
    problem: null,
  }
}

function slotsRead(resolution: Resolution): readonly KnownSlot[] {
  if (resolution.state === 'ready') return resolution.slots()
  return resolution.state === 'unknown' ? (resolution.guess?.slots() ?? []) : []
}

/** Plans the work items of one node one after the other, collecting their plan items. */
class NodePlanning {
  readonly items: PlanItem[] = []
  readonly unread: string[] = []
  pruned = false
  readonly #node: GraphNode
  readonly #shape: Shape
  readonly #document: Document
  readonly #world: World
  readonly #onStandIn: boolean

  constructor(node: GraphNode, shape: Shape, document: Document, world: World) {
    this.#node = node
    this.#shape = shape
    this.#document = document
    this.#world = world
    this.#onStandIn = world.standIn(node.instance.id)
  }

  workItem(index: number, resolution: Resolution): Flow {
    const name: WorkItemName = { node: this.#node.instance.id, item: this.#shape.ids[index] as string, index, take: 0 }
    switch (resolution.state) {
      case 'blocked':
        return this.#blocked(name, `‘${resolution.from}’ above it cannot run`)
      case 'invalid':
        return this.#blocked(name, resolution.message)
      case 'unread':
        this.unread.push(resolution.path)
        return this.#blocked(name, `the file ‘${resolution.path}’ has not been read yet`)
      case 'unknown':
        return this.#unknown(name, resolution)
      case 'ready':
        if (this.#node.definition.behave.kind === 'gate') return this.#gate(name, resolution)
        return this.#takes(name, resolution)
    }
  }

  #blocked(name: WorkItemName, reason: string): Flow {
    this.items.push({ ...name, state: 'blocked', reasons: [reason], usd: FREE, notes: NO_NOTES, standIn: false })
    return BLOCKED
  }

  #takes(name: WorkItemName, ready: Ready): Flow {
    if (isRepeatable(this.#node.definition)) return this.#take(name, ready, null)
    const takes = takesOf(this.#document, ready, this.#world)
    let flow: Flow = BLOCKED
    for (let take = 0; take < (takes?.takes ?? 1); take++) {
      const flows = this.#take({ ...name, take }, ready, takes)
      if (take === (takes?.pick ?? 0)) flow = flows
    }
    return flow
  }

  #take(name: WorkItemName, ready: Ready, takes: Takes | null): Flow {
    const shown = this.#world.shown(name.node, name.item, name.take)
    const found = lookUp(ready, takes ? name.take : null, this.#onStandIn, this.#world, shown)
    const planned = this.#found(name, ready, found, shown) ?? this.#missing(name, ready, found, shown)
    this.items.push(takes ? { ...planned.item, baseKey: takes.baseKey } : planned.item)
    if (planned.record) return { kind: 'record', record: planned.record, take: name.take }
    const { state } = planned.item
    if (state === 'blocked' || state === 'waiting') return BLOCKED
    return { kind: 'unknown', from: name.node, ...(planned.seconds === undefined ? {} : { seconds: planned.seconds }) }
  }

  /** It is stored: up-to-date where it is also what is shown. */
  #found(name: WorkItemName, ready: Ready, found: Lookup, shown: Shown | undefined): PlannedTake | null {
    const { row } = found
    if (!row) return null
    const upToDate = shown?.key === row.key
    const item: PlanItem = {
      // Written out, not spread: a plan of ten thousand stored outputs makes ten thousand of these and little else.
      node: name.node,
      item: name.item,
      index: name.index,
      take: name.take,
      state: upToDate ? 'up-to-date' : 'restore',
      reasons: upToDate ? NO_REASONS : this.#why(found, shown, 'made before; it comes from the cache'),
      usd: FREE,
      notes: NO_NOTES,
      standIn: found.standIn,
      key: row.key,
    }
    if (row.present) return { item, record: row.outputs }
    this.pruned = true
    return { item: { ...item, remakeUsd: this.#running(item, ready).item.usd }, record: row.outputs }
  }

  #missing(name: WorkItemName, ready: Ready, found: Lookup, shown: Shown | undefined): PlannedTake {
    const { key, standIn, job } = found
    const base = { ...name, usd: FREE, notes: NO_NOTES, standIn, key }
    if (job?.unknown) {
      const reason = `nobody knows whether ${job.provider} got job ${job.job}; say so with ‘reelay jobs resolve ${job.job}’`
      return { item: { ...base, usd: job.usd, state: 'waiting', reasons: [reason] } }
    }
    if (job) {
      return {
        item: {
          ...base,
          state: 'adopt',
          reasons: [`job ${job.job} at ${job.provider} is under way and already paid for`],
        },
      }
    }
    const failure = isRepeatable(this.#node.definition) ? undefined : this.#world.failure(key)
    const charged = failure && failure.chargedUsd > 0 ? `charged $${failure.chargedUsd}` : 'not charged'
    const again = failure ? [`failed last time (${charged}): ${failure.message}`] : []
    const reasons = [...this.#why(found, shown, 'never run'), ...again]
    return this.#running({ ...base, state: 'run', reasons }, ready)
  }

  /** What it takes to run: a price for a generator, the outputs themselves where they are cheap and pure. */
  #running(item: PlanItem, ready: Ready): PlannedTake {
    const { behave } = this.#node.definition
    if (behave.kind === 'evaluate') {
      try {
        return { item, record: outputRecord(behave.evaluate(ready.args()), readsStandIn(ready), this.#world.hash) }
      } catch (error) {
        return {
          item: { ...item, state: 'blocked', reasons: [error instanceof Error ? error.message : String(error)] },
        }
      }
    }
    if (behave.kind !== 'generate' || !ready.model) return { item, ...longest(ready.args()) }
    const work = { args: ready.args(), parts: ready.parts }
    const fit = this.#request(work, ready.model, item.take)
    if (fit.problems.length > 0) return { item: { ...item, state: 'blocked', reasons: fit.problems } }
    const quote = item.standIn ? { usd: FREE } : quoteOf(ready.model, fit.request)
    const notes = 'note' in quote && quote.note !== undefined ? [...fit.notes, quote.note] : fit.notes
    const { seconds } = fit.request
    return { item: { ...item, usd: quote.usd, notes }, ...(seconds === undefined ? {} : { seconds }) }
  }

  /** The request as far as it can be formed; a node's code that throws over its inputs has found a problem with them. */
  #request(work: { args: Args; parts: Ready['parts'] }, model: ModelEntry, take: number): Fit {
    const { definition } = this.#node
    const { behave } = definition
    if (behave.kind !== 'generate') throw new Error(`${definition.type} has no model`)
    try {
      return requestOf(definition, behave, work, model, take, this.#world)
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      return { request: { kind: model.kind, model: model.id }, notes: [], problems: [problem] }
    }
  }

  #why(found: Lookup, shown: Shown | undefined, otherwise: string): readonly string[] {
    const before = shown?.row?.fingerprint
    if (!before) return [otherwise]
    const reasons = reasonsBetween(before, fingerprintObject(found.text), new Set(this.#node.sources.keys()))
    return reasons.length > 0 ? reasons : [otherwise]
  }

  #gate(name: WorkItemName, ready: Ready): Flow {
    const [slot] = ready.slots()
    if (!slot) throw new Error(`gate ${name.node} has no value`)
    const item = { ...name, usd: FREE, notes: NO_NOTES, standIn: readsStandIn(ready), digest: slot.digest }
    const decision = decisionAt(this.#document, slot, this.#world.hash)
    if (decision.kind === 'pass') {
      this.items.push({ ...item, state: 'up-to-date', reasons: NO_REASONS })
      return { kind: 'slot', slot: decision.slot }
    }
    if (decision.kind === 'rejected') {
      this.items.push({ ...item, state: 'blocked', reasons: ['a person turned this down'] })
      return BLOCKED
    }
    this.items.push({ ...item, state: 'waiting', reasons: [`waits for a person: ‘reelay approve FILE ${name.node}’`] })
    return { kind: 'slot', slot: { state: 'unknown', id: name.item, from: name.node, guess: slot } }
  }

  #unknown(name: WorkItemName, unknown: Unknown): Flow {
    const { guess, waitsFor } = unknown
    if (unknown.unread !== undefined) this.unread.push(unknown.unread)
    const names = waitsFor.map((id) => `‘${id}’`).join(', ')
    const open = {
      state: 'unknown',
      reasons: [`not known until ${names} ${waitsFor.length === 1 ? 'has' : 'have'} run`],
      waitsFor,
      counted: this.#shape.open === undefined,
    } as const
    if (guess && this.#node.definition.behave.kind === 'gate') {
      const [slot] = guess.slots()
      this.items.push({ ...name, ...open, usd: FREE, notes: NO_NOTES, standIn: false, likely: 'run' })
      return {
        kind: 'slot',
        slot: { state: 'unknown', id: name.item, from: waitsFor[0] ?? name.node, ...(slot ? { guess: slot } : {}) },
      }
    }
    if (guess) return this.#guessed(name, guess, open)
    const { usd, seconds } = this.#foretell(unknown, name)
    this.items.push({ ...name, ...open, usd: [0, usd[1]], notes: NO_NOTES, standIn: false, likely: 'run' })
    return { kind: 'unknown', from: name.node, ...(seconds === undefined ? {} : { seconds }) }
  }

  /** Planned as if what a person is asked about passed as it is, then stated as not known. */
  #guessed(name: WorkItemName, guess: Ready, open: Pick<PlanItem, 'reasons' | 'waitsFor' | 'counted'>): Flow {
    const first = this.items.length
    const flow = this.#takes(name, guess)
    for (let place = first; place < this.items.length; place++) {
      const item = this.items[place] as PlanItem
      const stored = item.state === 'up-to-date' || item.state === 'restore'
      this.items[place] = {
        ...item,
        ...open,
        state: 'unknown',
        usd: [0, item.usd[1]],
        likely: stored ? 'restore' : 'run',
      }
    }
    const from = open.waitsFor?.[0] ?? name.node
    if (flow.kind === 'record') return { kind: 'unknown', from, guess: flow.record }
    return flow.kind === 'unknown' ? { ...flow, from } : { kind: 'unknown', from }
  }

  /** The price and length of a generator whose inputs are still to come: media counts by its foretold length. */
  #foretell({ args, model }: Unknown, name: WorkItemName): { usd: UsdRange; seconds?: number | undefined } {
    const { behave } = this.#node.definition
    if (!args) return { usd: FREE }
    if (behave.kind !== 'generate' || !model) return { usd: FREE, ...longest(args()) }
    try {
      const work = { args: args(), parts: null }
      const { request } = requestOf(this.#node.definition, behave, work, model, name.take, this.#world)
      return { usd: this.#onStandIn ? FREE : quoteOf(model, request).usd, seconds: request.seconds }
    } catch {
      // Its request cannot be formed without the real inputs; the price is then only known when they are.
      return { usd: FREE }
    }
  }
}

interface PlannedTake {
  readonly item: PlanItem
  readonly record?: OutputRecord
  readonly seconds?: number
}

/** A node that works on clips gives one as long as the longest it gets, as far as can be foretold. */
function longest(args: Pick<Args, 'inputs'>): { seconds?: number } {
  let seconds = 0
  for (const input of Object.values(args.inputs)) {
    for (const value of Array.isArray(input) ? input : [input]) seconds = Math.max(seconds, secondsOf(value))
  }
  return seconds > 0 ? { seconds } : {}
}

function secondsOf(value: unknown): number {
  const facts = (value as { facts?: { seconds?: number } } | undefined)?.facts
  return facts?.seconds ?? 0
}

function outputLists(node: GraphNode, shape: Shape, flows: readonly Flow[]): ReadonlyMap<PortId, SlotList> {
  const lists = new Map<PortId, SlotList>()
  const { definition } = node
  const ports = definition.moreOutputs
    ? new Set([
        ...Object.keys(definition.outputs),
        ...flows.flatMap((flow) => (flow.kind === 'record' ? Object.keys(flow.record) : [])),
      ])
    : Object.keys(definition.outputs)
  for (const port of ports) lists.set(port, outputList(node, shape, flows, port))
  return lists
}

function outputList({ definition, instance }: GraphNode, shape: Shape, flows: readonly Flow[], port: PortId): SlotList {
  const isList = outputPort(definition, instance, port)?.list === true
  const slots: Slot[] = []
  let open = shape.open
  for (let index = 0; index < flows.length; index++) {
    const flow = flows[index] as Flow
    if (isList && flow.kind === 'unknown') open ??= flow.from
    pushSlots(slots, flow, instance.id, shape.ids[index] as string, index, port, isList && shape.count > 1)
  }
  return open === undefined ? { slots } : { slots, open }
}

function pushSlots(
  slots: Slot[],
  flow: Flow,
  node: NodeId,
  id: string,
  index: number,
  port: PortId,
  nested: boolean,
): void {
  switch (flow.kind) {
    case 'slot':
      slots.push(flow.slot)
      return
    case 'blocked':
      slots.push({ state: 'blocked', id, from: node })
      return
    case 'unknown': {
      const guess = flow.guess?.[port]?.[0]
      const guessed = guess ? { guess: knownSlot(id, guess, { node, index, take: 0 }) } : {}
      const { from, seconds } = flow
      slots.push({ state: 'unknown', id, from, ...guessed, ...(seconds === undefined ? {} : { seconds }) })
      return
    }
    case 'record':
      for (const slot of recordSlots(flow.record, { node, index, take: flow.take }, id, port, nested)) slots.push(slot)
  }
}
