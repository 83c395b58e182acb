import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitFor } from './setup/start.mjs'

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} FileReport
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: FileReport[] }} Report vitest's JSON report
 */

/**
 * Runs the tests and ends with their totals, `N passed, N failed` alone on the last line.
 * @param {string} node the Node to run them with
 * @param {readonly string[]} args more arguments for vitest
 * @returns {Promise<number>} the exit status
 */
export async function runTests(node, args) {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-tests-'))
  const file = join(folder, 'report.json')
  try {
    const end = await waitFor(node, [
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ])
    const totals = totalsOf(readReport(file), end.code === 0)
    if (totals.skipped > 0) console.log(`${totals.skipped} skipped`)
    console.log(`${totals.passed} passed, ${totals.failed} failed`)
    return end.code ?? 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {Report | undefined} report undefined when vitest wrote none
 * @param {boolean} ok whether vitest called the run a success
 */
export function totalsOf(report, ok) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  // A file that could not even be loaded has no tests to count.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    // An error outside any test fails the run too.
    failed: ok ? failed : Math.max(1, failed),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @param {string} file @returns {Report | undefined} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
