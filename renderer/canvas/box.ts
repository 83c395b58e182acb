export interface Point {
  readonly x: number
  readonly y: number
}

/** Where something stands and how large it is, in pixels at zoom 1. */
export interface Rect extends Point {
  readonly width: number
  readonly height: number
}

export const middleOf = (box: Rect): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })

export const holds = (box: Rect, { x, y }: Point): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height

/** Whether all of `inner` lies in `outer`. */
export const encloses = (outer: Rect, inner: Rect): boolean =>
  holds(outer, inner) && holds(outer, { x: inner.x + inner.width, y: inner.y + inner.height })

/** The smallest box round all of them; null for none. */
export function around(boxes: readonly Rect[]): Rect | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
