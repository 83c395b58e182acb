import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { countSubmits } from '../../providers/standin/tasks.ts'
import { type PlanReport, type RunReport, zPlanReport, zRunReport } from './reports.ts'

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url))
/** Compiled code of the command line, kept between commands: a start then takes a third of the time. Keyed by content. */
const COMPILED = join(tmpdir(), 'reelay-story-compiled')
/** Keys of providers must not leak into a test from the machine it runs on. */
const KEYS = /_API_KEY$|^FAL_KEY$|^RUNWAYML_/

/** How a command ended. */
interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** What it printed, one object per line. */
  readonly lines: readonly JsonObject[]
  readonly last: JsonObject
  readonly stderr: string
}

/** A command under way. */
interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves at the first line that fits; rejects where the command ends without one. */
  until(fits: (line: JsonObject) => boolean): Promise<JsonObject>
}

interface RunEnded extends Ended {
  readonly report: RunReport
}

/** A folder of documents with a data folder of its own, and the real command line over them. */
export interface Workspace {
  readonly folder: string
  readonly data: string
  path(name: string): string
  write(name: string, document: JsonObject | string): void
  read(name: string): JsonObject
  start(args: readonly string[], env?: NodeJS.ProcessEnv): Started
  /** Runs any command with `--json` and waits for its end. */
  reelay(...args: readonly string[]): Promise<Ended>
  /** `reelay run`; fails the test where the last line is not what DESIGN promises. */
  run(name: string, ...args: readonly string[]): Promise<RunEnded>
  /** `reelay plan`; likewise. */
  plan(name: string, ...args: readonly string[]): Promise<PlanReport>
  /** `reelay set`; fails the test where it does not save. */
  set(name: string, ...assignments: readonly string[]): Promise<void>
  /** Fails the test where the store is not as its index says. */
  verify(): Promise<void>
  /** Requests that arrived at the stand-in, by its own book. */
  submits(): number
  /** Adds an own catalog file. */
  catalog(name: string, models: readonly JsonObject[]): void
  remove(): void
}

export function openWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'reelay-story-'))
  const data = join(folder, 'data')
  const path = (name: string) => join(folder, name)

  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Started => {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !KEYS.test(name)))
    const child = spawn(process.execPath, [CLI, ...args, '--json', '--data', data], {
      cwd: folder,
      env: { ...own, NODE_COMPILE_CACHE: COMPILED, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const lines: JsonObject[] = []
    const waiting: ((line: JsonObject) => void)[] = []
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk
    })
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as JsonObject
      lines.push(line)
      for (const look of waiting) look(line)
    })
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal, lines, last: lines.at(-1) ?? {}, stderr }))
    })
    return {
      child,
      ended,
      until: (fits) =>
        new Promise((resolve, reject) => {
          const said = lines.find(fits)
          if (said) resolve(said)
          waiting.push((line) => fits(line) && resolve(line))
          void ended.then(() => reject(new Error(`reelay ${args.join(' ')} ended without that line: ${stderr}`)))
        }),
    }
  }

  const reelay = (...args: readonly string[]) => start(args).ended

  return {
    folder,
    data,
    path,
    write: (name, document) =>
      writeFileSync(path(name), typeof document === 'string' ? document : JSON.stringify(document)),
    read: (name) => JSON.parse(readFileSync(path(name), 'utf8')) as JsonObject,
    start,
    reelay,
    async run(name, ...args) {
      const ended = await reelay('run', name, ...args)
      const report = zRunReport.safeParse(ended.last)
      if (!report.success) throw new Error(`run ${name} gave ${JSON.stringify(ended.last)}: ${ended.stderr}`)
      return { ...ended, report: report.data }
    },
    async plan(name, ...args) {
      const ended = await reelay('plan', name, ...args)
      const report = zPlanReport.safeParse(ended.last)
      if (!report.success) throw new Error(`plan ${name} gave ${JSON.stringify(ended.last)}: ${ended.stderr}`)
      return report.data
    },
    async set(name, ...assignments) {
      const ended = await reelay('set', name, ...assignments)
      expect(ended.last, ended.stderr).toEqual({ event: 'saved' })
      expect(ended.code).toBe(0)
    },
    async verify() {
      const { code, last } = await reelay('cache', 'verify')
      expect(last).toMatchObject({ event: 'cache-verified', ok: true, problems: [], temp: [] })
      expect(code).toBe(0)
    },
    submits: () => countSubmits(join(data, 'standin')).total,
    catalog(name, models) {
      mkdirSync(join(data, 'models'), { recursive: true })
      writeFileSync(join(data, 'models', name), JSON.stringify({ models }))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
