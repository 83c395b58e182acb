import type { Point } from './box.ts'

/** One cubic curve of a wire: its ends and what pulls at them. */
export interface Curve {
  readonly from: Point
  readonly pull: Point
  readonly push: Point
  readonly to: Point
}

/** Points a curve is measured at. */
const SAMPLES = 16
/** How far a curve reaches along its direction at a dot, as a share of the distance to the next one. */
const REACH = 0.36

/** A wire's curves from its output through its dots to its input: it leaves and arrives level, and bends softly at dots. */
export function wireCurves(from: Point, to: Point, via: readonly Point[]): readonly Curve[] {
  const points = [from, ...via, to]
  return points.slice(1).map((end, index) => {
    const start = points[index] ?? from
    const level = levelReach(from, to, via.length > 0 ? start : from, via.length > 0 ? end : to)
    const leaving = index === 0 ? { x: level, y: 0 } : bend(points, index, start, end)
    const arriving = index === via.length ? { x: level, y: 0 } : bend(points, index + 1, start, end)
    return {
      from: start,
      pull: { x: start.x + leaving.x, y: start.y + leaving.y },
      push: { x: end.x - arriving.x, y: end.y - arriving.y },
      to: end,
    }
  })
}

/** How far a wire goes level at a port: half the way, and round in a bow where it has to go back. */
function levelReach(from: Point, to: Point, start: Point, end: Point): number {
  const dx = end.x - start.x
  if (dx >= 0) return Math.max(dx * 0.5, start === from && end === to ? 0 : 12)
  return 6.25 * Math.sqrt(-dx)
}

function bend(points: readonly Point[], index: number, start: Point, end: Point): Point {
  const before = points[index - 1] ?? start
  const after = points[index + 1] ?? end
  const dx = after.x - before.x
  const dy = after.y - before.y
  const length = Math.hypot(dx, dy) || 1
  const reach = Math.hypot(end.x - start.x, end.y - start.y) * REACH
  return { x: (dx / length) * reach, y: (dy / length) * reach }
}

/** The curves as an SVG path. */
export function pathOf(curves: readonly Curve[]): string {
  const [first] = curves
  if (!first) return ''
  const rest = curves.map(
    ({ pull, push, to }) =>
      `C${round(pull.x)},${round(pull.y)} ${round(push.x)},${round(push.y)} ${round(to.x)},${round(to.y)}`,
  )
  return `M${round(first.from.x)},${round(first.from.y)} ${rest.join(' ')}`
}

const round = (n: number) => Math.round(n * 10) / 10

/** Points along the curves, close enough to measure by; those of curve `n` are `n * SAMPLES` to `(n + 1) * SAMPLES`. */
export function pointsAlong(curves: readonly Curve[]): readonly Point[] {
  const [first] = curves
  if (!first) return []
  const points: Point[] = [first.from]
  for (const curve of curves) for (let n = 1; n <= SAMPLES; n++) points.push(pointAt(curve, n / SAMPLES))
  return points
}

function pointAt({ from, pull, push, to }: Curve, t: number): Point {
  const s = 1 - t
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
  return {
    x: a * from.x + b * pull.x + c * push.x + d * to.x,
    y: a * from.y + b * pull.y + c * push.y + d * to.y,
  }
}

/** How near a line of points comes to a point, and at which of its curves: a new dot goes to that place in the list. */
export function nearest(points: readonly Point[], at: Point): { readonly distance: number; readonly curve: number } {
  let distance = Number.POSITIVE_INFINITY
  let curve = 0
  for (let n = 1; n < points.length; n++) {
    const a = points[n - 1]
    const b = points[n]
    if (!a || !b) continue
    const dx = b.x - a.x
    const dy = b.y - a.y
    const t = Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1)))
    const away = Math.hypot(a.x + dx * t - at.x, a.y + dy * t - at.y)
    if (away >= distance) continue
    distance = away
    curve = Math.floor((n - 1) / SAMPLES)
  }
  return { distance, curve }
}

/** Whether two lines of points cross. */
export function cross(one: readonly Point[], other: readonly Point[]): boolean {
  for (let i = 1; i < one.length; i++)
    for (let j = 1; j < other.length; j++) {
      const [a, b, c, d] = [one[i - 1], one[i], other[j - 1], other[j]]
      if (a && b && c && d && side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return true
    }
  return false
}

const side = (a: Point, b: Point, p: Point): boolean => (b.x - a.x) * (p.y - a.y) > (b.y - a.y) * (p.x - a.x)
