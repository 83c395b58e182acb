import type { ui } from '../strings/ui.ts'

/** Steps of the tour in their order, each at a thing on the screen; one that is hidden is passed over. */
export const TOUR = [
  { id: 'canvas', anchor: '[data-slot-of="canvas"]', side: 'bottom' },
  { id: 'inspector', anchor: '[data-slot-of="inspector"]', side: 'left' },
  { id: 'plan', anchor: '[data-slot-of="plan"]', side: 'top' },
  { id: 'run', anchor: '[data-tour="run"]', side: 'bottom' },
  { id: 'viewer', anchor: '[data-slot-of="viewer"]', side: 'left' },
] as const satisfies readonly { id: keyof typeof ui.tour.steps; anchor: string; side: string }[]

/** The next step from `at` on whose thing is there; null: the tour is over. */
export function nextStep(at: number, isThere: (anchor: string) => boolean): number | null {
  const next = TOUR.findIndex(({ anchor }, index) => index >= at && isThere(anchor))
  return next < 0 ? null : next
}
