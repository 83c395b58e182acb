import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url))

/** How a command of the real command line ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The lines it printed with `--json`, as far as it got. */
  readonly lines: readonly Line[]
  readonly stderr: string
}

const zLine = z.looseObject({ event: z.string() })
export type Line = z.infer<typeof zLine>

export interface ReelayOptions {
  /** The data folder. */
  readonly data: string
  /** A crash point as `electron/durable.ts` reads it: the process kills itself there. */
  readonly crashAt?: string | undefined
  /** Milliseconds after which the process is killed from outside, if it still runs. */
  readonly killAfter?: number
  /** Gets each line as it comes; `stop` asks the command to end. */
  readonly onLine?: (line: Line, stop: () => void) => void
}

/** Runs a command of Reelay's command line in a process of its own, with `--json`, under this very Node. */
export function reelay(args: readonly string[], { data, crashAt, killAfter, onLine }: ReelayOptions): Promise<Ended> {
  const { REELAY_CRASH_AT: _none, ...inherited } = process.env
  // Compiled modules are kept between the many processes of a test: starting one takes less than half the time.
  const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }
  const env = { ...compiled, ...inherited, ...(crashAt === undefined ? {} : { REELAY_CRASH_AT: crashAt }) }
  const child = spawn(process.execPath, ['--no-warnings', CLI, ...args, '--json', '--data', data], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const before = linesOf(stdout).length
    stdout += text
    for (const line of linesOf(stdout).slice(before)) onLine?.(line, () => child.kill('SIGINT'))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, lines: linesOf(stdout), stderr })
    })
  })
}

/** The line that ends a command's output. Throws where the command did not get that far. */
export function summaryOf<T extends z.ZodType>(ended: Ended, schema: T): z.infer<T> {
  const parsed = schema.safeParse(ended.lines.at(-1))
  if (parsed.success) return parsed.data
  const last = JSON.stringify(ended.lines.at(-1) ?? null)
  throw new Error(`The command ended with ${ended.signal ?? ended.code} and printed ${last}. ${ended.stderr}`)
}

function linesOf(stdout: string): Line[] {
  // The last piece is empty, or half a line of a killed process.
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => zLine.parse(JSON.parse(line)))
}
