import { STRIP_FRAMES } from '#shared/ipc/previews.ts'

/** One frame of a strip as it is drawn: where, how wide, and which. */
export interface Tile {
  readonly x: number
  readonly width: number
  readonly frame: number
}

/**
 * Frames side by side over `width` pixels that show `from` to `to` seconds of a clip of `seconds`; each tile shows the frame at its
 * middle.
 */
export function tilesOf(
  width: number,
  tileWidth: number,
  { from, to, seconds }: { readonly from: number; readonly to: number; readonly seconds: number },
): readonly Tile[] {
  if (width <= 0 || tileWidth <= 0) return []
  return Array.from({ length: Math.ceil(width / tileWidth) }, (_, index) => {
    const x = index * tileWidth
    const middle = from + (Math.min(x + tileWidth / 2, width) / width) * (to - from)
    const frame = seconds > 0 ? Math.floor((middle / seconds) * STRIP_FRAMES) : 0
    return { x, width: tileWidth, frame: Math.max(0, Math.min(STRIP_FRAMES - 1, frame)) }
  })
}
