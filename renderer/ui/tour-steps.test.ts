import { expect, it } from 'vitest'
import { nextStep, TOUR } from './tour-steps.ts'

it('the tour has at most five steps and passes over what is hidden', () => {
  expect(TOUR.length).toBeLessThanOrEqual(5)
  const hidden = '[data-slot-of="plan"]'
  const seen: string[] = []
  for (let at = nextStep(0, (each) => each !== hidden); at !== null; at = nextStep(at + 1, (each) => each !== hidden))
    seen.push(TOUR[at]?.id ?? '')
  expect(seen).toEqual(['canvas', 'inspector', 'run', 'viewer'])
  expect(nextStep(0, () => false)).toBeNull()
})
