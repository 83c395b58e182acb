import { around, type Rect } from './box.ts'

type Boxes = readonly (Rect & { readonly id: string })[]
type Positions = Readonly<Record<string, { readonly x: number; readonly y: number }>>

export type Edge = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'

/** Positions that line boxes up at an edge, or at the middle, of the box round them all. */
export function alignPositions(boxes: Boxes, edge: Edge): Positions {
  const whole = around(boxes)
  if (!whole) return {}
  return positions(boxes.map((box) => ({ ...box, ...lined(box, whole, edge) })))
}

function lined(box: Rect, whole: Rect, edge: Edge): Partial<Rect> {
  switch (edge) {
    case 'left':
      return { x: whole.x }
    case 'centre':
      return { x: whole.x + (whole.width - box.width) / 2 }
    case 'right':
      return { x: whole.x + whole.width - box.width }
    case 'top':
      return { y: whole.y }
    case 'middle':
      return { y: whole.y + (whole.height - box.height) / 2 }
    case 'bottom':
      return { y: whole.y + whole.height - box.height }
  }
}

/** Positions with the same room between neighbours; the outermost two stay. */
export function distributePositions(boxes: Boxes, along: 'x' | 'y'): Positions {
  const whole = around(boxes)
  if (!whole || boxes.length < 3) return {}
  const size = along === 'x' ? 'width' : 'height'
  const sorted = boxes.toSorted((a, b) => a[along] + a[size] / 2 - (b[along] + b[size] / 2))
  const room = (whole[size] - boxes.reduce((sum, box) => sum + box[size], 0)) / (boxes.length - 1)
  let at = whole[along]
  const placed = sorted.map((box) => {
    const next = { ...box, [along]: at }
    at += box[size] + room
    return next
  })
  return positions(placed)
}

function positions(boxes: Boxes): Positions {
  return Object.fromEntries(boxes.map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]))
}
