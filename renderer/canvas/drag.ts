import { registry } from '#nodes/index.ts'
import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import { applyEdits, type Edit } from '#shared/graph/edits.ts'
import { groupsOf } from '#shared/graph/groups.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { nodeOf } from '../store/document-index.ts'
import { around, type Point, type Rect } from './box.ts'
import { boxOf } from './card-box.ts'
import { groupsIn, nodesIn } from './groups.ts'
import { insertEdits, insertPorts } from './insert.ts'
import { type Guide, gridShift, guideShift } from './snap.ts'
import { type WireLine, wireLines, wiresUnder } from './wires.ts'

type Dots = NonNullable<Edge['via']>

/** What is shown somewhere else than the document says, while it is dragged. */
export interface Moved {
  readonly nodes: ReadonlyMap<NodeId, Instance['position']>
  readonly groups: ReadonlyMap<string, Rect>
  readonly via: ReadonlyMap<string, Dots>
}

/** How dragged cards find their place: on the grid, in line with others (`reach` in pixels at zoom 1), or freely. */
export type Snap = { readonly to: 'grid' | 'nothing' } | { readonly to: 'others'; readonly reach: number }

/** A drag of nodes and groups: groups take along what stands in them, and wires their dots. */
export interface Drag {
  /** How it looks with everything this far from where it was. */
  at(shift: Point, snap: Snap): DragStep
  /** The edits that leave it there, in one step. */
  edits(step: DragStep): readonly Edit[]
}

export interface DragStep {
  readonly moved: Moved
  readonly guides: readonly Guide[]
  /** The wire that a lone node is put on when it is let go. */
  readonly wire: WireLine | null
}

export function startDrag(document: Document, nodes: readonly NodeId[], groups: readonly string[]): Drag {
  const movingGroups = new Map(
    groupsOf(document)
      .filter((group) => groups.includes(group.id))
      .flatMap((group) => [group, ...groupsIn(document, group)])
      .map((group) => [group.id, group]),
  )
  const ids = new Set([...nodes, ...[...movingGroups.values()].flatMap((group) => nodesIn(document, group))])
  const moving = document.nodes.filter(({ id }) => ids.has(id))
  const routed = document.edges.filter(({ via, from, to }) => via && ids.has(from.node) && ids.has(to.node))
  const whole = around([...moving.map((node) => boxOf(document, node)), ...movingGroups.values()])
  const others = document.nodes.filter(({ id }) => !ids.has(id)).map((node): Rect => boxOf(document, node))
  const wireOf = wireFinder(document, moving, movingGroups.size === 0)

  const at = (shift: Point, snap: Snap): DragStep => {
    const box = whole && { ...whole, x: whole.x + shift.x, y: whole.y + shift.y }
    const found = box ? snapped(box, others, snap) : STAYS
    const x = Math.round(shift.x + found.shift.x)
    const y = Math.round(shift.y + found.shift.y)
    const moved = {
      nodes: new Map(moving.map(({ id, position }) => [id, { ...position, x: position.x + x, y: position.y + y }])),
      groups: new Map(Array.from(movingGroups, ([id, group]) => [id, { ...group, x: group.x + x, y: group.y + y }])),
      via: new Map(routed.map(({ id, via = [] }) => [id, via.map((dot) => ({ ...dot, x: dot.x + x, y: dot.y + y }))])),
    }
    return { moved, guides: found.guides, wire: wireOf({ x, y }) }
  }

  const edits = ({ moved, wire }: DragStep): readonly Edit[] => {
    const placed: Edit[] = []
    if (moved.nodes.size > 0) placed.push({ kind: 'move-nodes', positions: Object.fromEntries(moved.nodes) })
    for (const [id, { x, y }] of moved.groups) {
      const group = movingGroups.get(id)
      if (group) placed.push({ kind: 'set-group', group: { ...group, x, y } })
    }
    for (const [edge, via] of moved.via) placed.push({ kind: 'route-edge', edge, via })
    const [lone] = moving
    if (!wire || !lone) return placed
    return [...placed, ...landOn(document, placed, lone.id, wire)]
  }
  return { at, edits }
}

const STAYS = { shift: { x: 0, y: 0 }, guides: [] as readonly Guide[] } as const

function snapped(box: Rect, others: readonly Rect[], snap: Snap): { shift: Point; guides: readonly Guide[] } {
  if (snap.to === 'others') return guideShift(box, others, snap.reach)
  return snap.to === 'grid' ? { shift: gridShift(box), guides: [] } : STAYS
}

/** Finds the wire that a node dragged alone would be put on: it has no wires yet, and fits into that one. */
function wireFinder(
  document: Document,
  moving: readonly Instance[],
  alone: boolean,
): (shift: Point) => WireLine | null {
  const [node] = moving
  const isWired = document.edges.some(({ from, to }) => from.node === node?.id || to.node === node?.id)
  if (!node || moving.length > 1 || !alone || isWired) return () => null
  const lines = wireLines(document)
  const box = boxOf(document, node)
  const fits = new Map<string, boolean>()
  return ({ x, y }) =>
    wiresUnder(lines, { ...box, x: box.x + x, y: box.y + y }).find(({ edge }) => {
      const fit = fits.get(edge.id) ?? insertPorts(document, registry, node, edge) !== null
      fits.set(edge.id, fit)
      return fit
    }) ?? null
}

/** The edits that put a node on a wire where it stands after `placed`. */
export function landOn(document: Document, placed: readonly Edit[], node: NodeId, wire: WireLine): readonly Edit[] {
  const result = applyEdits(document, placed)
  const instance = result.ok ? nodeOf(result.document, node) : undefined
  if (!result.ok || !instance) return []
  const ports = insertPorts(result.document, registry, instance, wire.edge)
  return ports ? insertEdits(result.document, wire, instance, ports) : []
}
