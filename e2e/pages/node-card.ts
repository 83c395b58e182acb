import { expect, type Locator } from '@playwright/test'

/** Every state a card can say, in the editor's own words. */
export const STATES = [
  'Not made yet',
  'Up to date',
  'Restored',
  'Stale',
  'Will be restored',
  'Job under way',
  'After its inputs',
  'Running',
  'Failed',
  'Blocked',
  'Stopped',
  'Waiting for you',
  'Needs attention',
  'Bypassed',
  'Unknown node type',
] as const
export type State = (typeof STATES)[number]

/** The card of one node on the canvas. */
export class NodeCard {
  readonly root: Locator
  constructor(canvas: Locator, title: string) {
    this.root = canvas.getByRole('group', { name: title, exact: true })
  }

  /** Its state in words; null while it says none (a plan is being made). */
  async state(): Promise<State | null> {
    const text = await this.root.innerText()
    return STATES.filter((state) => text.includes(state)).sort((a, b) => b.length - a.length)[0] ?? null
  }

  /** Waits until it says one of these. */
  async is(...states: readonly State[]): Promise<void> {
    const fits = async () => {
      const state = await this.state()
      return state !== null && states.includes(state) ? 'fits' : state
    }
    await expect.poll(fits, `waiting for ${states.join(' or ')}`).toBe('fits')
  }

  /** Clicks its head, which has no control of its own. */
  async select(): Promise<void> {
    await this.root.click({ position: { x: 60, y: 14 } })
  }

  /** Where a wire starts or ends. */
  port(side: 'source' | 'target', id: string): Locator {
    // What React Flow itself calls its handles; they are drawn for a pointer and have no role.
    return this.root.locator(`.react-flow__handle.${side}[data-handleid="${id}"]`)
  }
}
