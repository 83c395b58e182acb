import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitFor } from './setup/start.mjs'

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} FileReport
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: FileReport[] }} UnitReport vitest's JSON report
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} StoryReport Playwright's JSON report
 * @typedef {{ passed: number, failed: number, skipped: number }} Totals
 * @typedef {'unit' | 'e2e'} Part
 */

/** How each part is started: arguments for Node, and where it writes its report. */
const PARTS = {
  /** @type {(report: string) => string[]} */
  unit: (report) => [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  /** Where the report goes is told by the environment. @type {(report: string) => string[]} */
  e2e: (report) => {
    process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report
    return [join('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json']
  },
}

/**
 * Runs the tests and ends with their totals, `N passed, N failed` alone on the last line: vitest, then Playwright.
 * @param {string} node the Node to run them with
 * @param {readonly string[]} args `unit` or `e2e` first runs that part only, with the rest as more arguments for it (`--project NAME`
 * alone means `e2e`); anything else is more arguments for vitest, which then runs alone
 * @returns {Promise<number>} the exit status
 */
export async function runTests(node, args) {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-tests-'))
  const { parts, more } = partsOf(args)
  const all = []
  try {
    for (const part of parts) {
      const file = join(folder, `${part}.json`)
      const end = await waitFor(node, [...PARTS[part](file), ...more])
      const ok = end.code === 0
      all.push(part === 'unit' ? totalsOf(readReport(file), ok) : storyTotals(readReport(file), ok))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const totals = sum(all)
  if (totals.skipped > 0) console.log(`${totals.skipped} skipped`)
  console.log(`${totals.passed} passed, ${totals.failed} failed`)
  return totals.failed === 0 ? 0 : 1
}

/**
 * What the arguments of `npm test` ask for.
 * @param {readonly string[]} args
 * @returns {{ parts: readonly Part[], more: readonly string[] }}
 */
export function partsOf(args) {
  const [first, ...rest] = args
  if (first === undefined) return { parts: ['unit', 'e2e'], more: [] }
  if (first === 'unit' || first === 'e2e') return { parts: [first], more: rest }
  return { parts: [args.some((arg) => arg.startsWith('--project')) ? 'e2e' : 'unit'], more: args }
}

/** Whether what the arguments ask for needs a Chromium. @param {readonly string[]} args */
export function argsNeedBrowser(args) {
  return partsOf(args).parts.includes('e2e')
}

/**
 * @param {UnitReport | undefined} report undefined when vitest wrote none
 * @param {boolean} ok whether vitest called the run a success
 * @returns {Totals}
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

/**
 * A test that passed only when it was tried again counts as failed.
 * @param {StoryReport | undefined} report undefined when Playwright wrote none
 * @param {boolean} ok whether Playwright called the run a success
 * @returns {Totals}
 */
export function storyTotals(report, ok) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + flaky + report.errors.length
  return { passed: expected, failed: ok ? failed : Math.max(1, failed), skipped }
}

/** @param {readonly Totals[]} all @returns {Totals} */
function sum(all) {
  return all.reduce(
    (so, { passed, failed, skipped }) => ({
      passed: so.passed + passed,
      failed: so.failed + failed,
      skipped: so.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** @param {string} file what a runner wrote, if it did */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
