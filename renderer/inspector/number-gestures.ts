import type { NumberParam } from '#shared/node/params.ts'

/** A slider with more places than this is no help: a pixel of it would be several steps. */
const MOST_PLACES = 200
/** Pixels of dragging per step. */
const PIXELS_PER_STEP = 4

/** One step of a number, as arrow keys and dragging change it. */
export function stepOf(spec: NumberParam): number {
  return spec.step ?? 1
}

/** True where a number has bounds that a slider can show. */
export function hasSlider({ min, max, ...spec }: NumberParam): boolean {
  return min !== undefined && max !== undefined && (max - min) / stepOf(spec) <= MOST_PLACES
}

/** A number within the bounds of its param, without float dust; whole where it must be. */
export function within(spec: NumberParam, value: number): number {
  const whole = spec.integer ? Math.round(value) : value
  return Number(Math.min(spec.max ?? whole, Math.max(spec.min ?? whole, whole)).toFixed(6))
}

/** A number some steps on; ten times as far with Shift, a tenth with Alt. */
export function stepped(
  spec: NumberParam,
  value: number,
  steps: number,
  keys: { readonly shiftKey: boolean; readonly altKey: boolean },
): number {
  const scale = keys.shiftKey ? 10 : keys.altKey ? 0.1 : 1
  return within(spec, value + steps * stepOf(spec) * scale)
}

/** How many steps a drag of so many pixels is. */
export function stepsIn(pixels: number): number {
  return Math.trunc(pixels / PIXELS_PER_STEP)
}
