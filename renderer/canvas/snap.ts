import { around, type Point, type Rect } from './box.ts'
import { GRID } from './geometry.ts'

/** A line that shows what something stands in line with. */
export interface Guide {
  readonly along: 'x' | 'y'
  /** Where the line is on the other axis, and from where to where it runs. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** What moves, so that its upper left corner stands on the grid. */
export function gridShift(moving: Rect): Point {
  return {
    x: Math.round(moving.x / GRID) * GRID - moving.x,
    y: Math.round(moving.y / GRID) * GRID - moving.y,
  }
}

/**
 * How far to move so that edges or middles stand in line with those of other boxes that are no further than `reach` off, with the
 * lines that show it.
 */
export function guideShift(
  moving: Rect,
  others: readonly Rect[],
  reach: number,
): { readonly shift: Point; readonly guides: readonly Guide[] } {
  const x = bestLine(moving, others, 'x', reach)
  const y = bestLine(moving, others, 'y', reach)
  const shift = { x: x?.shift ?? 0, y: y?.shift ?? 0 }
  const moved = { ...moving, x: moving.x + shift.x, y: moving.y + shift.y }
  return { shift, guides: [x && guide('x', x, moved), y && guide('y', y, moved)].filter((each) => each !== null) }
}

interface Line {
  readonly shift: number
  readonly at: number
  readonly other: Rect
}

function bestLine(moving: Rect, others: readonly Rect[], axis: 'x' | 'y', reach: number): Line | null {
  const size = axis === 'x' ? 'width' : 'height'
  const lines = (box: Rect) => [box[axis], box[axis] + box[size] / 2, box[axis] + box[size]]
  const own = lines(moving)
  let best: Line | null = null
  for (const other of others)
    for (const [place, at] of lines(other).entries()) {
      // Edges line up with edges of the same kind: a left one with a right one says nothing.
      const shift = at - (own[place] ?? 0)
      if (Math.abs(shift) <= reach && (best === null || Math.abs(shift) < Math.abs(best.shift)))
        best = { shift, at, other }
    }
  return best
}

function guide(axis: 'x' | 'y', { at, other }: Line, moved: Rect): Guide {
  const box = around([moved, other]) ?? moved
  return axis === 'x'
    ? { along: 'y', at, from: box.y, to: box.y + box.height }
    : { along: 'x', at, from: box.x, to: box.x + box.width }
}
