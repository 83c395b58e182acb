import { FREE, quoteOf, type UsdRange } from '../catalog/price.ts'
import type { Document } from '../graph/document.ts'
import type { NodeId, PortId } from '../graph/ids.ts'
import type { GraphNode, Source } from '../graph/topology.ts'
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
import { type Ready, type Resolution, resolver, takesOf, type Unknown } from './resolve.ts'
import { boundInputs, type Shape, shapeOf } from './shape.ts'
import { knownSlot, type Slot, type SlotList } from './slot.ts'
import type { World } from './world.ts'

export interface PlannedNode extends NodePlan {
  /** The known slots each work item reads, for the pass that finds pruned files; parallel to `records`. */
  readonly reads: readonly (readonly Slot[])[]
  readonly unread: readonly string[]
  /** What is wrong with how its lists meet. */
  readonly problem: string | null
  /** What was planned rests on these alone; equal ones give the same plan. */
  readonly usd: UsdRange
  readonly settled: boolean
}

/** What one work item comes to: its takes' plan items, and what flows on. */
interface Outcome {
  readonly items: readonly PlanItem[]
  readonly flows: Flow
  readonly reads: readonly Slot[]
  readonly unread?: string
}
type Flow =
  | { readonly kind: 'record'; readonly record: OutputRecord; readonly take: number }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'unknown'; readonly seconds?: number; readonly guess?: OutputRecord; readonly from: NodeId }
  | { readonly kind: 'blocked' }

const NONE: readonly Slot[] = []

/** Plans every work item of one node from the lists its sources give. Pure. */
export function planNode(
  node: GraphNode,
  document: Document,
  world: World,
  listOf: (source: Source) => SlotList,
): PlannedNode {
  const shape = shapeOf(boundInputs(node), listOf)
  if ('problem' in shape) {
    return {
      node,
      items: [],
      outputs: new Map(),
      records: [],
      reads: [],
      unread: [],
      problem: shape.problem,
      usd: FREE,
      settled: false,
    }
  }
  const resolve = resolver(node, shape, document, world)
  const outcomes: Outcome[] = []
  for (let index = 0; index < shape.count; index++) {
    const name: WorkItemName = { node: node.instance.id, item: shape.ids[index] as string, index, take: 0 }
    outcomes.push(planWorkItem(node, name, resolve(index), shape, document, world))
  }
  const items = outcomes.length === 1 && outcomes[0] ? outcomes[0].items : outcomes.flatMap((outcome) => outcome.items)
  return {
    node,
    items,
    outputs: outputLists(node, shape, outcomes),
    records: outcomes.map(({ flows }) => (flows.kind === 'record' ? flows.record : undefined)),
    reads: outcomes.map((outcome) => outcome.reads),
    unread: outcomes.flatMap((outcome) => outcome.unread ?? []),
    problem: null,
    usd: items.reduce<UsdRange>(([low, high], { usd }) => [low + usd[0], high + usd[1]], FREE),
    settled: items.every((item) => item.state === 'up-to-date'),
  }
}

function planWorkItem(
  node: GraphNode,
  name: WorkItemName,
  resolution: Resolution,
  shape: Shape,
  document: Document,
  world: World,
): Outcome {
  const blocked = (reason: string, unread?: string): Outcome => ({
    items: [{ ...name, state: 'blocked', reasons: [reason], usd: FREE, notes: [], standIn: false }],
    flows: { kind: 'blocked' },
    reads: NONE,
    ...(unread === undefined ? {} : { unread }),
  })
  switch (resolution.state) {
    case 'blocked':
      return blocked(`‘${resolution.from}’ above it cannot run`)
    case 'invalid':
      return blocked(resolution.message)
    case 'unread':
      return blocked(`the file ‘${resolution.path}’ has not been read yet`, resolution.path)
    case 'unknown':
      return planUnknown(node, name, resolution, shape, document, world)
    case 'ready':
      return node.definition.behave.kind === 'gate'
        ? planGate(node, name, resolution, document, world)
        : planReady(node, name, resolution, document, world)
  }
}

function planReady(node: GraphNode, name: WorkItemName, ready: Ready, document: Document, world: World): Outcome {
  const takes = takesOf(document, ready, world)
  const items: PlanItem[] = []
  let flow: Flow = { kind: 'unknown', from: name.node }
  for (let take = 0; take < (takes?.takes ?? 1); take++) {
    const { item, record, seconds } = planTake(node, { ...name, take }, ready, takes ? take : null, document, world)
    items.push(takes ? { ...item, baseKey: takes.baseKey } : item)
    if (take !== (takes?.pick ?? 0)) continue
    if (record) flow = { kind: 'record', record, take }
    else if (item.state === 'blocked' || item.state === 'waiting') flow = { kind: 'blocked' }
    else flow = { kind: 'unknown', from: name.node, ...(seconds === undefined ? {} : { seconds }) }
  }
  return { items, flows: flow, reads: ready.slots }
}

interface PlannedTake {
  readonly item: PlanItem
  readonly record?: OutputRecord
  readonly seconds?: number
}

function planTake(
  node: GraphNode,
  name: WorkItemName,
  ready: Ready,
  take: number | null,
  document: Document,
  world: World,
): PlannedTake {
  const found = lookUp(ready, take, world)
  const base = { ...name, usd: FREE, notes: [], standIn: found.standIn, key: found.row?.key ?? found.key }
  const shown = world.shown(name.node, name.item, name.take)
  if (found.row) {
    const state = shown === found.row.key ? 'up-to-date' : 'restore'
    const reasons = state === 'up-to-date' ? [] : why(node, shown, found, world, 'made before; it comes from the cache')
    const item: PlanItem = { ...base, state, reasons }
    const remade = found.row.present
      ? item
      : { ...item, remakeUsd: planRun(node, item, ready, document, world).item.usd }
    return { item: remade, record: found.row.outputs }
  }
  if (found.job) {
    const { job, unknown, provider, usd } = found.job
    if (!unknown)
      return {
        item: { ...base, state: 'adopt', reasons: [`job ${job} is under way at ${provider} and already paid for`] },
      }
    const reason = `nobody knows whether ${provider} got job ${job}; say so with ‘reelay jobs resolve ${job}’`
    return { item: { ...base, usd, state: 'waiting', reasons: [reason] } }
  }
  const failure = world.failure(found.key)
  const again = failure
    ? [
        `failed last time (${failure.chargedUsd > 0 ? `charged $${failure.chargedUsd}` : 'not charged'}): ${failure.message}`,
      ]
    : []
  const reasons = [...why(node, shown, found, world, 'never run'), ...again]
  return planRun(node, { ...base, state: 'run', reasons }, ready, document, world)
}

/** What it takes to run: a price for a generator, the outputs themselves where they are cheap and pure. */
function planRun(node: GraphNode, item: PlanItem, ready: Ready, document: Document, world: World): PlannedTake {
  const { behave } = node.definition
  if (behave.kind === 'evaluate') {
    try {
      return { item, record: outputRecord(behave.evaluate(ready.args), ready.standIn, world.hash) }
    } catch (error) {
      return { item: { ...item, state: 'blocked', reasons: [messageOf(error)] } }
    }
  }
  if (behave.kind !== 'generate' || !ready.model) return { item, ...longest(ready.args) }
  const fit = requestOf(node.definition, behave, ready, ready.model, item.take, document, world)
  if (fit.problems.length > 0) return { item: { ...item, state: 'blocked', reasons: fit.problems } }
  const quote = item.standIn ? { usd: FREE } : quoteOf(ready.model, fit.request)
  const notes = 'note' in quote && quote.note !== undefined ? [...fit.notes, quote.note] : fit.notes
  return {
    item: { ...item, usd: quote.usd, notes },
    ...(fit.request.seconds === undefined ? {} : { seconds: fit.request.seconds }),
  }
}

function why(
  node: GraphNode,
  shown: string | undefined,
  found: Lookup,
  world: World,
  otherwise: string,
): readonly string[] {
  if (shown === undefined) return [otherwise]
  const before = world.row(shown)?.fingerprint
  if (!before) return [otherwise]
  const reasons = reasonsBetween(before, fingerprintObject(found.text), new Set(node.sources.keys()))
  return reasons.length > 0 ? reasons : [otherwise]
}

function planGate(node: GraphNode, name: WorkItemName, ready: Ready, document: Document, world: World): Outcome {
  const [slot] = ready.slots
  if (slot?.state !== 'known') throw new Error(`gate ${name.node} has no value`)
  const item = { ...name, usd: FREE, notes: [], standIn: ready.standIn, digest: slot.digest }
  const decision = decisionAt(document, slot, world.hash)
  if (decision.kind === 'pass') {
    return {
      items: [{ ...item, state: 'up-to-date', reasons: [] }],
      flows: { kind: 'slot', slot: decision.slot },
      reads: NONE,
    }
  }
  if (decision.kind === 'rejected') {
    return {
      items: [{ ...item, state: 'blocked', reasons: ['a person turned this down'] }],
      flows: { kind: 'blocked' },
      reads: NONE,
    }
  }
  const reason = `waits for a person: ‘reelay approve FILE ${node.instance.id}’`
  const waiting: Slot = { state: 'unknown', id: name.item, from: name.node, guess: slot }
  return {
    items: [{ ...item, state: 'waiting', reasons: [reason] }],
    flows: { kind: 'slot', slot: waiting },
    reads: NONE,
  }
}

function planUnknown(
  node: GraphNode,
  name: WorkItemName,
  unknown: Unknown,
  shape: Shape,
  document: Document,
  world: World,
): Outcome {
  const { guess } = unknown
  const waitsFor = [...new Set(unknown.waitsFor)]
  const names = waitsFor.map((id) => `‘${id}’`).join(', ')
  const item: PlanItem = {
    ...name,
    state: 'unknown',
    reasons: [`not known until ${names} ${waitsFor.length === 1 ? 'has' : 'have'} run`],
    usd: FREE,
    notes: [],
    standIn: false,
    likely: 'run',
    waitsFor,
    counted: shape.open === undefined,
  }
  if (guess && node.definition.behave.kind === 'gate') {
    const [slot] = guess.slots
    return { items: [item], flows: { kind: 'slot', slot: slot ?? { state: 'absent', id: name.item } }, reads: NONE }
  }
  if (guess) {
    const planned = planReady(node, name, guess, document, world)
    const flows: Flow = {
      kind: 'unknown',
      from: waitsFor[0] ?? name.node,
      ...(planned.flows.kind === 'record' ? { guess: planned.flows.record } : {}),
      ...(planned.flows.kind === 'unknown' && planned.flows.seconds !== undefined
        ? { seconds: planned.flows.seconds }
        : {}),
    }
    const items = planned.items.map((each): PlanItem => {
      const found = each.state === 'up-to-date' || each.state === 'restore'
      return {
        ...each,
        state: 'unknown',
        reasons: item.reasons,
        usd: [0, each.usd[1]],
        likely: found ? 'restore' : 'run',
        waitsFor,
        counted: true,
      }
    })
    return { items, flows, reads: guess.slots }
  }
  const { usd, seconds } = foretell(node, unknown, name, document, world)
  const flows: Flow = { kind: 'unknown', from: name.node, ...(seconds === undefined ? {} : { seconds }) }
  return { items: [{ ...item, usd: [0, usd[1]] }], flows, reads: NONE }
}

/** The price and length of a generator whose inputs are still to come: media counts by its foretold length. */
function foretell(
  node: GraphNode,
  { args, model }: Unknown,
  name: WorkItemName,
  document: Document,
  world: World,
): { usd: UsdRange; seconds?: number | undefined } {
  const { behave } = node.definition
  if (!args) return { usd: FREE }
  if (behave.kind !== 'generate' || !model) return { usd: FREE, ...longest(args) }
  try {
    const { request } = requestOf(node.definition, behave, { args, parts: null }, model, name.take, document, world)
    return { usd: quoteOf(model, request).usd, seconds: request.seconds }
  } catch {
    // Its request cannot be formed without the real inputs; the price is then only known when they are.
    return { usd: FREE }
  }
}

/** A node that works on clips gives one as long as the longest it gets, as far as can be foretold. */
function longest(args: { readonly inputs: Readonly<Record<string, unknown>> }): { seconds?: number } {
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

function outputLists(node: GraphNode, shape: Shape, outcomes: readonly Outcome[]): ReadonlyMap<PortId, SlotList> {
  const lists = new Map<PortId, SlotList>()
  const ports = new Set(Object.keys(node.definition.outputs))
  for (const { flows } of outcomes)
    if (flows.kind === 'record') for (const port of Object.keys(flows.record)) ports.add(port)
  for (const port of ports) {
    const isList = outputPort(node.definition, node.instance, port)?.list === true
    const slots: Slot[] = []
    let open = shape.open
    outcomes.forEach(({ flows }, index) => {
      const id = shape.ids[index] as string
      if (isList && flows.kind === 'unknown') open ??= flows.from
      pushSlots(slots, flows, node.instance.id, id, index, port, isList && shape.count > 1)
    })
    lists.set(port, { slots, ...(open === undefined ? {} : { open }) })
  }
  return lists
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
      slots.push({
        state: 'unknown',
        id,
        from: flow.from,
        ...guessed,
        ...(flow.seconds === undefined ? {} : { seconds: flow.seconds }),
      })
      return
    }
    case 'record':
      slots.push(...recordSlots(flow.record, { node, index, take: flow.take }, id, port, nested))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
