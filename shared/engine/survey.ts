import type { ModelEntry } from '../catalog/schema.ts'
import type { Document } from '../graph/document.ts'
import type { Digest, EdgeId, ItemId, NodeId, PortId } from '../graph/ids.ts'
import type { Source } from '../graph/topology.ts'
import { isMedia, type Value } from '../graph/values.ts'
import type { Fit } from '../node/generate.ts'
import { requestOf } from './generation.ts'
import type { NodePlan, Plan } from './plan-types.ts'
import { resolver } from './resolve.ts'
import { boundInputs, type Shape, shapeOf } from './shape.ts'
import type { Slot, SlotList } from './slot.ts'
import type { World } from './world.ts'

/** One element of a list. What is not known yet has no value. */
export interface LeavingItem {
  readonly item: ItemId
  readonly digest: Digest | null
  readonly value: Value | null
  /** How long it plays: of the file, or as far as that can be foretold; null for what does not play or is not known. */
  readonly seconds: number | null
}
/** One element that comes in at a port, and by which wire. */
export interface ArrivingItem extends LeavingItem {
  readonly edge: EdgeId
}

/** The request of a work item as it would go out, or why there is none yet, in a sentence. */
export type Foreseen =
  | {
      readonly ok: true
      readonly fit: Fit
      readonly model: ModelEntry
      /** False: something comes in that is not made yet, so that parts of the request are missing or empty. */
      readonly complete: boolean
    }
  | { readonly ok: false; readonly why: string }

const NOTHING: SlotList = { slots: [] }

/** What comes in at every wired input of a planned node, in the order of its wires. Empty for a node that is not planned. */
export function arrivingAt(plan: Plan, node: NodeId): ReadonlyMap<PortId, readonly ArrivingItem[]> {
  const planned = plannedNode(plan, node)
  if (!planned) return new Map()
  const listOf = listsOf(plan)
  return new Map(
    boundInputs(planned.node).map(({ port, sources }) => [
      port,
      sources.flatMap((source) => listOf(source).slots.map((slot) => ({ edge: source.edge, ...foundIn(slot) }))),
    ]),
  )
}

/** What leaves a planned node, by port: also a column of a table that only its file names. */
export function leavingFrom(plan: Plan, node: NodeId): ReadonlyMap<PortId, readonly LeavingItem[]> {
  const outputs = [...(plannedNode(plan, node)?.outputs ?? [])]
  return new Map(outputs.map(([port, { slots }]) => [port, slots.map(foundIn)]))
}

/**
 * The request that work item `index` of a generator would send, for its own model or another one. Pure, and the same code as the
 * plan's and the run's.
 */
export function foreseeRequest(
  plan: Plan,
  document: Document,
  world: World,
  work: { readonly node: NodeId; readonly index: number; readonly take: number },
  other?: ModelEntry,
): Foreseen {
  const planned = plannedNode(plan, work.node)
  if (!planned) return { ok: false, why: 'It is not part of what would run: it is bypassed, or something above it is.' }
  const { definition } = planned.node
  const { behave } = definition
  if (behave.kind !== 'generate') return { ok: false, why: 'It asks no model for anything.' }
  const shape = shapeOf(boundInputs(planned.node), listsOf(plan))
  if ('problem' in shape) return { ok: false, why: shape.problem }
  if (work.index >= shape.count) return { ok: false, why: 'Nothing comes in yet, so there is nothing to ask for.' }
  const resolved = resolveAt(planned, shape, document, world, work.index)
  if ('why' in resolved) return { ok: false, why: resolved.why }
  const model = other ?? resolved.model
  if (!model) return { ok: false, why: 'Its model is not in the catalog; choose another one.' }
  try {
    const fit = requestOf(definition, behave, resolved, model, work.take, world)
    return { ok: true, fit, model, complete: resolved.complete }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}

function resolveAt(planned: NodePlan, shape: Shape, document: Document, world: World, index: number) {
  const resolution = resolver(planned.node, shape, document, world)(index)
  switch (resolution.state) {
    case 'ready':
      return { args: resolution.args(), parts: resolution.parts, model: resolution.model, complete: true }
    case 'unknown':
      if (!resolution.args) return { why: `It is known once ${quoted(resolution.waitsFor)} ran.` }
      return {
        args: (resolution.guess?.args ?? resolution.args)(),
        parts: resolution.guess?.parts ?? null,
        model: resolution.model,
        complete: resolution.guess !== undefined,
      }
    case 'blocked':
      return { why: `‘${resolution.from}’ above it cannot run.` }
    case 'invalid':
      return { why: resolution.message }
    case 'unread':
      return { why: `The file ‘${resolution.path}’ has not been read yet.` }
  }
}

function plannedNode(plan: Plan, node: NodeId): NodePlan | undefined {
  return plan.nodes.find((each) => each.node.instance.id === node)
}

function foundIn(slot: Slot): LeavingItem {
  const found = slot.state === 'known' ? slot : slot.state === 'unknown' ? slot.guess : undefined
  const value = found?.value ?? null
  const foretold = slot.state === 'unknown' ? slot.seconds : undefined
  const seconds = (value && isMedia(value) ? value.facts.seconds : foretold) ?? null
  return { item: slot.id, digest: found?.digest ?? null, value, seconds }
}

function listsOf(plan: Plan): (source: Source) => SlotList {
  const outputs = new Map(plan.nodes.map((each) => [each.node.instance.id, each.outputs]))
  return ({ node, port }) => outputs.get(node)?.get(port) ?? NOTHING
}

function quoted(nodes: readonly NodeId[]): string {
  return nodes.map((id) => `‘${id}’`).join(', ')
}
