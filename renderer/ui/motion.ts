import { setting } from '../store/settings-store.ts'

/** Whether nothing may move that need not: the person said so here, or in the system. Ask when something is about to move. */
export function isStill(): boolean {
  return setting('motion') === 'reduced' || matchMedia('(prefers-reduced-motion: reduce)').matches
}
