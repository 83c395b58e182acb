/** Red, green, blue as shown on screen, 0..1. */
export type Rgb = readonly [number, number, number]

export function hex(text: string): Rgb {
  const value = Number.parseInt(text.replace('#', ''), 16)
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

export function mix(a: Rgb, b: Rgb, amount: number): Rgb {
  return [a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount, a[2] + (b[2] - a[2]) * amount]
}

export function scale(a: Rgb, by: number): Rgb {
  return [a[0] * by, a[1] * by, a[2] * by]
}

/** A colour along evenly spaced stops; `at` is held to 0..1. */
function ramp(stops: readonly Rgb[], at: number): Rgb {
  const place = clamp(at, 0, 1) * (stops.length - 1)
  const index = Math.min(stops.length - 2, Math.floor(place))
  return mix(stops[index] ?? [0, 0, 0], stops[index + 1] ?? [0, 0, 0], place - index)
}

/** A table of `ramp`, three numbers a step, for loops over pixels. */
export function rampTable(stops: readonly Rgb[], steps: number): Float32Array {
  const table = new Float32Array(steps * 3)
  for (let i = 0; i < steps; i++) table.set(ramp(stops, i / (steps - 1)), i * 3)
  return table
}

export function luma(color: Rgb): number {
  return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

export function lerp(a: number, b: number, amount: number): number {
  return a + (b - a) * amount
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function smooth(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low), 0, 1)
  return t * t * (3 - 2 * t)
}
