interface Size {
  readonly width: number
  readonly height: number
}
interface Point {
  readonly x: number
  readonly y: number
}

/** How a picture is seen. `scale` is screen pixels per picture pixel, null: as large as fits. `x`, `y`: its point in the middle, 0..1. */
export interface Zoom extends Point {
  readonly scale: number | null
}

export const FIT: Zoom = { scale: null, x: 0.5, y: 0.5 }
const SMALLEST = 0.02
const LARGEST = 32
/** From this scale on single pixels are drawn as squares. */
export const PIXELS_FROM = 2

/** The scale at which a picture just fits. */
export function fitScale(picture: Size, stage: Size): number {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height)
  return Number.isFinite(scale) && scale > 0 ? scale : 1
}

export function scaleOf(zoom: Zoom, picture: Size, stage: Size): number {
  return zoom.scale ?? fitScale(picture, stage)
}

/** Zooms by a factor; the picture's point under `at` (on the stage, from its middle) stays where it is. */
export function zoomBy(zoom: Zoom, factor: number, at: Point, picture: Size, stage: Size): Zoom {
  const before = scaleOf(zoom, picture, stage)
  const scale = Math.min(LARGEST, Math.max(SMALLEST, before * factor))
  const shift = 1 / before - 1 / scale
  return within({
    scale,
    x: zoom.x + (at.x * shift) / picture.width,
    y: zoom.y + (at.y * shift) / picture.height,
  })
}

/** Moves the picture with the hand, by pixels of the screen. */
export function panBy(zoom: Zoom, by: Point, picture: Size, stage: Size): Zoom {
  if (zoom.scale === null) return zoom
  const scale = scaleOf(zoom, picture, stage)
  return within({
    scale: zoom.scale,
    x: zoom.x - by.x / scale / picture.width,
    y: zoom.y - by.y / scale / picture.height,
  })
}

/** Fits, or shows a picture pixel on each pixel of the screen (`density` of them per CSS pixel) where it fits already. */
export function toggleFit(zoom: Zoom, at: Point, density: number, picture: Size, stage: Size): Zoom {
  if (zoom.scale !== null) return FIT
  return zoomBy(zoom, 1 / density / fitScale(picture, stage), at, picture, stage)
}

/** Some part of the picture stays in the middle. */
function within({ scale, x, y }: Zoom): Zoom {
  return { scale, x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) }
}
