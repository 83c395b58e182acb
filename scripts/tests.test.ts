import { describe, expect, it } from 'vitest'
import { totalsOf } from './tests.mjs'

const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 }
const failedTest = { status: 'failed', assertionResults: [{ status: 'failed' }] }
const brokenFile = { status: 'failed', assertionResults: [] }
const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] }

describe('the totals of a test run', () => {
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
