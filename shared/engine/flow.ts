import type { ItemId, NodeId, PortId } from '../graph/ids.ts'
import type { GraphNode, Source } from '../graph/topology.ts'
import type { OutputRecord } from './interfaces.ts'
import type { Loop } from './loop.ts'
import type { WorkItemName } from './names.ts'
import { recordSlots } from './record-slots.ts'
import { type BoundInput, boundInputs, type Shape, shapeOf } from './shape.ts'
import type { Slot, SlotList } from './slot.ts'

/** How a work item ended, for those below it. */
export type Outcome =
  | { readonly kind: 'record'; readonly record: OutputRecord; readonly take: number }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'blocked' }
  /** Waits for a person, or hangs below such a node: it ends here for this run. */
  | { readonly kind: 'halted' }

/** One node of an execution. Its lists are filled in place as work items settle, so that those below see them at once. */
export interface Cell {
  readonly node: GraphNode
  readonly inputs: readonly BoundInput[]
  readonly wires: readonly { readonly source: Source; readonly list: boolean }[]
  /** Null until the lists above have their length. */
  shape: Shape | null
  /** By output port; empty until `listed`. */
  readonly lists: Map<PortId, Slot[]>
  /** Its lists have their length, so that nodes which map over them can take shape. */
  listed: boolean
  /** Work items that have not ended; null until it has taken shape. */
  left: number | null
  outcomes: (Outcome | null)[]
  readonly waiters: Map<number, (() => void)[]>
  readonly onListed: (() => void)[]
  readonly onDone: (() => void)[]
  /** How many of its wires are known to be no reason to wait. */
  passed: number
}

/** Lets work items begin as their inputs arrive. */
export interface Flow {
  readonly cells: ReadonlyMap<NodeId, Cell>
  start(): void
  settle(cell: Cell, index: number, outcome: Outcome): void
  nameOf(cell: Cell, index: number): WorkItemName
}

interface Listener {
  /** The node has its work items. */
  shaped(cell: Cell, shape: Shape): void
  /** Every input of the work item is there. */
  ready(cell: Cell, index: number): void
  /** The lists that meet in the node do not fit. */
  misshapen(cell: Cell, problem: string): void
}

export function createFlow(nodes: readonly GraphNode[], loop: Loop, listener: Listener): Flow {
  const cells = new Map<NodeId, Cell>(nodes.map((node) => [node.instance.id, newCell(node)]))
  const named = namedPorts(cells)
  const listOf = (source: Source): SlotList => ({ slots: cells.get(source.node)?.lists.get(source.port) ?? [] })

  /** Whom a node has to wait for before it can take shape: for the length of lists, and for all of what a list port gathers. */
  const postponed = (cell: Cell): boolean => {
    for (; cell.passed < cell.wires.length; cell.passed++) {
      const wire = cell.wires[cell.passed]
      const above = wire && cells.get(wire.source.node)
      if (!above) continue
      const waits = !above.listed ? above.onListed : wire.list && above.left !== 0 ? above.onDone : null
      if (!waits) continue
      waits.push(() => loop.enqueue(() => visit(cell)))
      return true
    }
    return false
  }

  const visit = (cell: Cell): void => {
    if (postponed(cell)) return
    const shape = shapeOf(cell.inputs, listOf)
    if ('problem' in shape) {
      takeShape(cell, { count: 1, ids: ['0'], mapped: [], lists: [] })
      listener.misshapen(cell, shape.problem)
      return
    }
    takeShape(cell, shape)
    listener.shaped(cell, shape)
    for (let index = 0; index < shape.count; index++) awaitInputs(cell, shape, index)
    if (shape.count === 0) done(cell)
  }

  const takeShape = (cell: Cell, shape: Shape): void => {
    cell.shape = shape
    cell.left = shape.count
    cell.outcomes = new Array<Outcome | null>(shape.count).fill(null)
    if (givesLists(cell)) return
    for (const port of Object.keys(cell.node.definition.outputs)) {
      cell.lists.set(
        port,
        shape.ids.map((id) => ({ state: 'unknown', id, from: cell.node.instance.id })),
      )
    }
    listed(cell)
  }

  const awaitInputs = (cell: Cell, shape: Shape, index: number): void => {
    let pending = 1
    const arrive = () => {
      pending--
      if (pending === 0) listener.ready(cell, index)
    }
    for (const { input, slots } of shape.mapped) {
      const above = cells.get(input.sources[0]?.node ?? '')
      const place = slots.length === 1 ? 0 : index
      // A node that gives lists is listed only when all its work items have ended.
      if (!above || givesLists(above) || above.outcomes[place] !== null) continue
      pending++
      const waiters = above.waiters.get(place)
      if (waiters) waiters.push(arrive)
      else above.waiters.set(place, [arrive])
    }
    loop.enqueue(arrive)
  }

  const listed = (cell: Cell): void => {
    cell.listed = true
    for (const waiting of cell.onListed.splice(0)) waiting()
  }

  const done = (cell: Cell): void => {
    if (givesLists(cell)) flatten(cell, named.get(cell.node.instance.id) ?? new Set())
    listed(cell)
    for (const waiting of cell.onDone.splice(0)) waiting()
  }

  return {
    cells,
    start() {
      for (const cell of cells.values()) loop.enqueue(() => visit(cell))
    },
    settle(cell, index, outcome) {
      if (cell.outcomes[index] !== null || cell.left === null) return
      cell.outcomes[index] = outcome
      const id = idAt(cell, index)
      if (!givesLists(cell))
        for (const [port, slots] of cell.lists) slots[index] = slotOf(outcome, cell, id, index, port)
      cell.left--
      for (const waiter of cell.waiters.get(index) ?? []) loop.enqueue(waiter)
      cell.waiters.delete(index)
      if (cell.left === 0) done(cell)
    },
    nameOf: (cell, index) => ({ node: cell.node.instance.id, item: idAt(cell, index), index, take: 0 }),
  }
}

function newCell(node: GraphNode): Cell {
  const inputs = boundInputs(node)
  return {
    node,
    inputs,
    wires: inputs.flatMap(({ sources, list }) => sources.map((source) => ({ source, list }))),
    shape: null,
    lists: new Map(),
    listed: false,
    left: null,
    outcomes: [],
    waiters: new Map(),
    onListed: [],
    onDone: [],
    passed: 0,
  }
}

function idAt(cell: Cell, index: number): ItemId {
  return cell.shape?.ids[index] ?? '0'
}

/** True where an execution gives lists, so that the length of what flows on is known only when all have ended. */
function givesLists({ node: { definition } }: Cell): boolean {
  return definition.moreOutputs !== undefined || Object.values(definition.outputs).some((output) => output.list)
}

/** The output ports that wires name, by node: a table's columns are known only when it has run. */
function namedPorts(cells: ReadonlyMap<NodeId, Cell>): ReadonlyMap<NodeId, Set<PortId>> {
  const named = new Map<NodeId, Set<PortId>>()
  for (const cell of cells.values()) {
    for (const source of cell.inputs.flatMap((input) => input.sources)) {
      const ports = named.get(source.node) ?? new Set()
      named.set(source.node, ports.add(source.port))
    }
  }
  return named
}

/** The lists of a node whose executions give lists each: all their items, in order. */
function flatten(cell: Cell, named: ReadonlySet<PortId>): void {
  const ports = new Set([...Object.keys(cell.node.definition.outputs), ...named])
  for (const outcome of cell.outcomes)
    if (outcome?.kind === 'record') for (const port of Object.keys(outcome.record)) ports.add(port)
  for (const port of ports) {
    const slots = cell.outcomes.flatMap((outcome, index): readonly Slot[] => {
      const id = idAt(cell, index)
      if (!outcome) return []
      if (outcome.kind !== 'record') return [slotOf(outcome, cell, id, index, port)]
      const origin = { node: cell.node.instance.id, index, take: outcome.take }
      return recordSlots(outcome.record, origin, id, port, cell.outcomes.length > 1)
    })
    cell.lists.set(port, slots)
  }
}

function slotOf(outcome: Outcome, cell: Cell, id: ItemId, index: number, port: PortId): Slot {
  const node = cell.node.instance.id
  switch (outcome.kind) {
    case 'slot':
      return outcome.slot
    case 'blocked':
      return { state: 'blocked', id, from: node }
    case 'halted':
      return { state: 'unknown', id, from: node }
    case 'record':
      return (
        recordSlots(outcome.record, { node, index, take: outcome.take }, id, port, false)[0] ?? { state: 'absent', id }
      )
  }
}
