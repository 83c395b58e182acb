import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Worker {
  readonly process: ChildProcess
  /** Resolves to the first line that starts with this word. */
  line(word: string): Promise<string>
  go(): void
  /** How it ended, and what it printed as errors. */
  readonly ended: Promise<{ code: number | null; signal: string | null; errors: string }>
}

const SCRIPT = fileURLToPath(new URL('worker.ts', import.meta.url))

/** Starts `worker.ts`; `crashAt` is a crash point as `electron/durable.ts` reads them. */
export function startWorker(args: readonly string[], crashAt?: string): Worker {
  const env = { ...process.env, ...(crashAt !== undefined && { REELAY_CRASH_AT: crashAt }) }
  const child = spawn(process.execPath, ['--no-warnings', SCRIPT, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const lines: string[] = []
  const waiting: { word: string; resolve: (line: string) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const one of waiting) if (line.startsWith(one.word)) one.resolve(line)
  })
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    errors,
  }))
  return {
    process: child,
    line: (word) =>
      new Promise((resolve, reject) => {
        const said = lines.find((line) => line.startsWith(word))
        if (said !== undefined) resolve(said)
        waiting.push({ word, resolve })
        void ended.then(() => reject(new Error(`the worker ended without saying "${word}": ${errors}`)))
      }),
    go: () => void child.stdin.write('go\n'),
    ended,
  }
}
