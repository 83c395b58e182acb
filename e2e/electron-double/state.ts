import type { Chromium } from './chromium.ts'

/** What the parts of the double share. */
export const state: { ready: boolean; chromium: Chromium | null } = { ready: false, chromium: null }
