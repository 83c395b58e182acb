import type { Document, Edge, Instance } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import { nodeOf } from '../store/document-index.ts'
import { holds, middleOf, type Point, type Rect } from './box.ts'
import { layoutOf } from './card-box.ts'
import { cross, nearest, pointsAlong, wireCurves } from './wire-path.ts'

/** A wire as it runs over the canvas. */
export interface WireLine {
  readonly edge: Edge
  readonly points: readonly Point[]
}

/** Where a port is on the canvas; null for one that is not shown. */
function portPoint(document: Document, node: Instance, port: string, side: 'input' | 'output'): Point | null {
  const spot = layoutOf(document, node).spots.find((each) => each.id === port && each.side === side)
  return spot ? { x: node.position.x + spot.x, y: node.position.y + spot.y } : null
}

/** All wires of a document as lines of points. */
export function wireLines(document: Document): readonly WireLine[] {
  return document.edges.flatMap((edge) => {
    const source = nodeOf(document, edge.from.node)
    const target = nodeOf(document, edge.to.node)
    const from = source && portPoint(document, source, edge.from.port, 'output')
    const to = target && portPoint(document, target, edge.to.port, 'input')
    return from && to ? [{ edge, points: pointsAlong(wireCurves(from, to, edge.via ?? [])) }] : []
  })
}

/** The wires that run through a box, the one nearest to its middle first. */
export function wiresUnder(lines: readonly WireLine[], box: Rect): readonly WireLine[] {
  const middle = middleOf(box)
  return lines
    .filter(({ points }) => points.some((point) => holds(box, point)))
    .map((line) => ({ line, distance: nearest(line.points, middle).distance }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ line }) => line)
}

/** The wires that a stroke crosses. */
export function wiresCrossed(lines: readonly WireLine[], stroke: readonly Point[]): readonly Edge[] {
  return lines.filter(({ points }) => cross(points, stroke)).map(({ edge }) => edge)
}

/** The edit that leads a wire through one more dot, at a point of the canvas, or (null) half way along; null where it is not drawn. */
export function addDot(document: Document, edge: string, at: Point | null): Edit | null {
  const line = wireLines(document).find((each) => each.edge.id === edge)
  const point = at ?? line?.points[Math.floor(line.points.length / 2)]
  if (!line || !point) return null
  const dot = { x: Math.round(point.x), y: Math.round(point.y) }
  return { kind: 'route-edge', edge, via: (line.edge.via ?? []).toSpliced(dotIndex(line, point), 0, dot) }
}

/** Where in a wire's list of dots a new one at this point goes. */
export function dotIndex(line: WireLine, at: Point): number {
  return nearest(line.points, at).curve
}
