import { describe, expect, it } from 'vitest'
import { argsNeedBrowser, partsOf, storyTotals, totalsOf } from './tests.mjs'

const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 }
const failedTest = { status: 'failed', assertionResults: [{ status: 'failed' }] }
const brokenFile = { status: 'failed', assertionResults: [] }
const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] }

describe('the totals of vitest', () => {
  it('are vitest’s own counts', () => {
    const totals = totalsOf({ ...report, testResults: [failedTest, passedFile] }, false)
    expect(totals).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  it('count a file that could not be loaded as one failure', () => {
    expect(totalsOf({ ...report, testResults: [failedTest, brokenFile] }, false).failed).toBe(2)
  })

  it('never say all is well when vitest does not', () => {
    expect(totalsOf({ ...report, numFailedTests: 0, testResults: [passedFile] }, false).failed).toBe(1)
    expect(totalsOf(undefined, false)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('the totals of Playwright', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }

  it('are its own counts; what passed at the second try only has failed', () => {
    expect(storyTotals({ stats, errors: [] }, false)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })

  it('never say all is well when Playwright does not', () => {
    const well = { ...stats, unexpected: 0, flaky: 0 }
    expect(storyTotals({ stats: well, errors: [] }, true).failed).toBe(0)
    expect(storyTotals({ stats: well, errors: [] }, false).failed).toBe(1)
    expect(storyTotals({ stats: well, errors: ['set-up'] }, false).failed).toBe(1)
    expect(storyTotals(undefined, false)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('the arguments of npm test', () => {
  it('choose a part, or are for vitest', () => {
    expect(partsOf([])).toEqual({ parts: ['unit', 'e2e'], more: [] })
    expect(partsOf(['unit', 'shared'])).toEqual({ parts: ['unit'], more: ['shared'] })
    expect(partsOf(['e2e', 'security'])).toEqual({ parts: ['e2e'], more: ['security'] })
    expect(partsOf(['--project', 'browser'])).toEqual({ parts: ['e2e'], more: ['--project', 'browser'] })
    expect(partsOf(['shared/graph'])).toEqual({ parts: ['unit'], more: ['shared/graph'] })
  })

  it('ask for a Chromium only where one is used', () => {
    expect([[], ['unit'], ['e2e'], ['shared']].map(argsNeedBrowser)).toEqual([true, false, true, false])
  })
})
