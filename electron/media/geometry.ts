import type { PictureProfile } from './encoding.ts'
import type { ProbedPicture } from './probe.ts'
import { rationalNumber } from './rational.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** The size a picture is meant to be seen at: upright, with square pixels. */
export function displaySize({ width, height, pixelAspect, rotation }: ProbedPicture): Size {
  const seen = { width: width * rationalNumber(pixelAspect), height }
  return rotation % 180 === 0 ? seen : { width: seen.height, height: seen.width }
}

/** Width and height as decoded: upright, pixels as stored. */
export function decodedSize({ width, height, rotation }: ProbedPicture): Size {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width }
}

/**
 * The even size a picture is scaled to before it is padded or cropped to the frame. `fill` covers the frame, all else fits in;
 * a difference of up to two pixels is scaled away rather than padded.
 */
export function scaledSize(seen: Size, frame: Size, fit: PictureProfile['fit']): Size {
  if (fit === 'stretch') return { width: frame.width, height: frame.height }
  const [across, down] = [frame.width / seen.width, frame.height / seen.height]
  if (fit === 'fill') {
    const factor = Math.max(across, down)
    return {
      width: Math.max(frame.width, even(seen.width * factor)),
      height: Math.max(frame.height, even(seen.height * factor)),
    }
  }
  const factor = Math.min(across, down)
  return { width: snap(even(seen.width * factor), frame.width), height: snap(even(seen.height * factor), frame.height) }
}

export function even(size: number): number {
  return Math.max(2, 2 * Math.round(size / 2))
}

function snap(size: number, whole: number): number {
  return Math.abs(size - whole) <= 2 ? whole : size
}
