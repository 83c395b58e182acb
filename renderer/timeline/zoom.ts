/** Pixels a second, at most: a frame can be hit. */
const MOST = 480
/** Pixels a second, at least: an hour fits a wide window. */
const LEAST = 0.4
/** One step of the keys and buttons. */
const STEP = 1.4
/** Pixels free before and behind the film. */
export const MARGIN = 12

export function clampZoom(zoom: number): number {
  return Math.max(LEAST, Math.min(MOST, zoom))
}

/** Pixels a second at which a film fits a width. */
export function fitting(seconds: number, width: number): number {
  return clampZoom((width - 2 * MARGIN) / Math.max(1, seconds))
}

/** The next zoom, in or out. */
export function stepped(zoom: number, direction: 1 | -1): number {
  return clampZoom(direction > 0 ? zoom * STEP : zoom / STEP)
}

/** How far to scroll so that what was under `x` pixels of the view stays there after a zoom. */
export function scrollAfter(scroll: number, x: number, before: number, after: number): number {
  return Math.max(0, ((scroll + x - MARGIN) / before) * after + MARGIN - x)
}

/** A stretch of a film, drawn in pieces of at most `most` pixels: no canvas is larger than a graphics card takes. */
export function piecesOf(
  from: number,
  to: number,
  pixelsPerSecond: number,
  most = 2048,
): readonly { readonly from: number; readonly to: number; readonly left: number; readonly width: number }[] {
  const seconds = most / pixelsPerSecond
  const pieces = []
  for (let at = from; at < to; at += seconds) {
    const end = Math.min(to, at + seconds)
    pieces.push({ from: at, to: end, left: (at - from) * pixelsPerSecond, width: (end - at) * pixelsPerSecond })
  }
  return pieces
}
