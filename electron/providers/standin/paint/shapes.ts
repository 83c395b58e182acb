import { clamp } from './color.ts'

/** Signed distances (negative inside) of plain shapes, for painting with soft edges. */
export function ellipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number): number {
  const dx = (x - cx) / rx
  const dy = (y - cy) / ry
  const length = Math.sqrt(dx * dx + dy * dy)
  const slope = Math.sqrt((dx / rx) ** 2 + (dy / ry) ** 2)
  return slope === 0 ? -Math.min(rx, ry) : (length * (length - 1)) / slope
}

export function box(x: number, y: number, cx: number, cy: number, halfW: number, halfH: number, round: number): number {
  const dx = Math.abs(x - cx) - halfW + round
  const dy = Math.abs(y - cy) - halfH + round
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round
}

/** A line from a to b, `radius` thick to each side. */
export function capsule(x: number, y: number, ax: number, ay: number, bx: number, by: number, radius: number): number {
  const t = clamp(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0, 1)
  return Math.hypot(x - ax - (bx - ax) * t, y - ay - (by - ay) * t) - radius
}

/** Two shapes grown into one with a fillet of about `soft`. */
export function union(a: number, b: number, soft: number): number {
  const h = clamp(0.5 + (0.5 * (b - a)) / soft, 0, 1)
  return b + (a - b) * h - soft * h * (1 - h)
}
