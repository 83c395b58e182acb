/** A value inside a filter graph: escaped once for the filter's options and once for the graph. */
export function inFilter(value: string): string {
  return value.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&')
}

/** An exact rate; the usual 23.976, 29.97 and 59.94 are meant as x/1001. */
export function rateOf(fps: number): { readonly num: number; readonly den: number } {
  const whole = Math.round(fps)
  if (Math.abs(fps - whole) < 1e-6) return { num: whole, den: 1 }
  if (Math.abs(fps - (whole * 1000) / 1001) < 0.005) return { num: whole * 1000, den: 1001 }
  return { num: Math.round(fps * 1000), den: 1000 }
}

/** An even number of pixels, at least 2, as 4:2:0 needs. */
export function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2))
}
