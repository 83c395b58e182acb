import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises'
import { constants as os, setPriority } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import fluent from 'fluent-ffmpeg'
import type { MediaJob } from '#shared/node/media.ts'
import { type Ffmpeg, type FfmpegCommand, MediaError } from './door.ts'
import { explainFailure, wroteBadly } from './failure.ts'
import { inputGuards } from './formats.ts'
import { createProgress, parseProgressLine } from './progress.ts'
import { shellQuote } from './shell-quote.ts'

export interface FfmpegOptions {
  /** Path of ffmpeg. */
  readonly ffmpeg: string
  /** Path of ffprobe, null where there is none. */
  readonly ffprobe: string | null
  /** Gets every command line, shell-quoted. */
  readonly log: (line: string) => void
}

/** The door as Reelay's own media tools use it: it also asks for reports about files. */
export interface FfmpegDoor extends Ffmpeg {
  readonly hasFfprobe: boolean
  /** First line of `ffmpeg -version`: names the build, for steps whose bytes depend on it. Asked once. */
  version(): Promise<string>
  /** Runs ffprobe (`kind` 'ffprobe') or ffmpeg with the given arguments and resolves to what it printed, whatever its exit code. */
  report(kind: 'ffprobe' | 'ffmpeg', args: readonly string[], options?: ReportOptions): Promise<Report>
}

interface ReportOptions {
  readonly signal?: AbortSignal
  /** Milliseconds after which it is ended; 30,000 unless told. */
  readonly timeout?: number
}

export interface Report {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly timedOut: boolean
}

interface Running {
  kill(): void
  readonly ended: Promise<void>
}

/** Lines of stderr kept: enough for any measurement's summary. */
const KEPT_LINES = 2_000
/** Longest filter graph put on the command line; Windows takes 32,767 characters in all. */
const LONGEST_INLINE_FILTER = 8_000

/** Opens the door to ffmpeg. All processes it starts are registered and can be ended together. */
export function createFfmpeg({ ffmpeg, ffprobe, log }: FfmpegOptions): FfmpegDoor {
  const running = new Set<Running>()
  let versionLine: Promise<string> | undefined

  const register = <T>(kill: () => void, work: Promise<T>): Promise<T> => {
    const entry = { kill, ended: work.then(noop, noop) }
    running.add(entry)
    return work.finally(() => running.delete(entry))
  }

  /** Runs to its end through fluent-ffmpeg; resolves to stderr without the progress report. */
  const execute = async (command: Prepared, job: MediaJob): Promise<string> => {
    job.signal.throwIfAborted()
    await access(ffmpeg, constants.X_OK).catch((cause: unknown) => {
      throw explainFailure({ ...describe(command), stderr: '', reason: 'ENOENT', cause })
    })
    job.signal.throwIfAborted()
    log(command.line)
    const process = repaired(fluent({ stdoutLines: 20 }), ffmpeg)
    for (const input of command.inputs) {
      process.input(input.path)
      // Two arguments at least: fluent-ffmpeg would split a single option at its space.
      process.inputOptions(...asTwo(input.options))
    }
    if (command.filter !== undefined && command.filterFile === undefined) process.complexFilter(command.filter)
    process.outputOptions(...asTwo(command.outputOptions)).output(command.output)

    const lines: string[] = []
    const advance = createProgress(command.seconds)
    let started = false
    let killed = false
    const kill = () => {
      killed = true
      // Before it has started there is nothing to kill; the start then sees the mark.
      if (started) process.kill('SIGKILL')
    }
    const work = new Promise<void>((resolve, reject) => {
      job.signal.addEventListener('abort', kill)
      process.on('start', () => {
        started = true
        if (command.gently) giveWay(Reflect.get(process, 'ffmpegProc') as ChildProcess | undefined)
        if (killed) kill()
      })
      process.on('stderr', (line: string) => {
        const report = parseProgressLine(line)
        if (report !== null) {
          const fraction = job.signal.aborted ? null : advance(report)
          if (fraction !== null) job.progress(fraction)
          return
        }
        lines.push(line)
        if (lines.length > KEPT_LINES * 2) lines.splice(0, lines.length - KEPT_LINES)
      })
      const settle = (act: () => void) => {
        job.signal.removeEventListener('abort', kill)
        act()
      }
      process.on('end', () => settle(resolve))
      process.on('error', (error: Error) => settle(() => reject(error)))
      process.run()
    })
    try {
      await register(kill, work)
    } catch (cause) {
      job.signal.throwIfAborted()
      const reason = cause instanceof Error ? firstLine(cause.message) : String(cause)
      throw explainFailure({ ...describe(command), stderr: lines.join('\n').trim(), reason, cause })
    }
    job.signal.throwIfAborted()
    return lines.join('\n').trim()
  }

  /** Adds the guards and the common options, and moves a long filter graph into a file. */
  const prepare = async (
    command: Omit<FfmpegCommand, 'output' | 'seconds'>,
    target: { output: string; seconds: number; verbosity: string; scratch?: string },
  ): Promise<Prepared> => {
    const inputs = command.inputs.map(({ path, options = [] }) => ({
      path,
      options: [...inputGuards(options), ...options],
    }))
    const common = ['-hide_banner', '-nostdin', '-v', target.verbosity, '-progress', 'pipe:2', '-nostats']
    const { filter } = command
    const long = filter !== undefined && filter.length > LONGEST_INLINE_FILTER && target.scratch !== undefined
    const filterFile = long ? join(target.scratch ?? '', `.${randomUUID()}.filter`) : undefined
    if (filter !== undefined && filterFile !== undefined) await writeFile(filterFile, filter)
    const fromFile = filterFile === undefined ? [] : [await filterFileOption(), filterFile]
    const outputOptions = [...common, ...fromFile, ...command.outputOptions]
    const args = [
      ...inputs.flatMap((input) => [...input.options, '-i', input.path]),
      ...(filter !== undefined && filterFile === undefined ? ['-filter_complex', filter] : []),
      ...outputOptions,
      target.output,
    ]
    const prepared = {
      ...(command.gently && { gently: command.gently }),
      inputs,
      outputOptions,
      output: target.output,
      seconds: target.seconds,
      args,
      line: shellQuote([ffmpeg, ...args]),
    }
    return {
      ...prepared,
      ...(filter === undefined ? {} : { filter }),
      ...(filterFile === undefined ? {} : { filterFile }),
    }
  }

  /** ffmpeg 7 replaced `-filter_complex_script FILE` by `-/filter_complex FILE`. */
  const filterFileOption = async (): Promise<string> => {
    const major = Number(/version n?(\d+)\./.exec(await door.version())?.[1] ?? '0')
    return major >= 7 ? '-/filter_complex' : '-filter_complex_script'
  }

  const door: FfmpegDoor = {
    hasFfprobe: ffprobe !== null,

    async run(command, job) {
      const folder = dirname(command.output)
      await access(folder, constants.W_OK).catch((cause: unknown) => {
        throw new MediaError(`${folder} cannot be written: make the folder or choose another.`, '', { cause })
      })
      const partial = join(folder, `.${randomUUID()}.partial${extname(command.output)}`)
      let filterFile: string | undefined
      try {
        const prepared = await prepare(command, {
          output: partial,
          seconds: command.seconds,
          verbosity: 'warning',
          scratch: folder,
        })
        filterFile = prepared.filterFile
        const stderr = await execute(prepared, job)
        const written = await stat(partial).catch(() => null)
        if (written === null || written.size === 0 || wroteBadly(stderr)) {
          const failure = { ...describe(prepared), output: command.output }
          throw explainFailure({ ...failure, stderr, reason: 'ffmpeg ended without writing the whole result' })
        }
        await rename(partial, command.output)
        return stderr
      } finally {
        await rm(partial, { force: true })
        if (filterFile !== undefined) await rm(filterFile, { force: true })
      }
    },

    async measure(command, job) {
      const discarded = { ...command, outputOptions: [...command.outputOptions, '-f', 'null'] }
      return execute(await prepare(discarded, { output: '-', seconds: 0, verbosity: 'info' }), job)
    },

    async *stream(command, job) {
      job.signal.throwIfAborted()
      const prepared = await prepare(command, { output: 'pipe:1', seconds: 0, verbosity: 'warning' })
      log(prepared.line)
      // fluent-ffmpeg ends a piped process 20 ms after its stream closes, finished or not; so this one is spawned directly.
      const child = spawn(ffmpeg, prepared.args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
      if (command.gently) giveWay(child)
      const stderr = collect(child, 'stderr', 64_000)
      const kill = () => {
        child.kill('SIGKILL')
      }
      const closed = register(kill, whenClosed(child))
      job.signal.addEventListener('abort', kill)
      try {
        for await (const chunk of child.stdout) yield chunk as Uint8Array
        const { reason, cause } = await closed
        job.signal.throwIfAborted()
        if (reason !== '')
          throw explainFailure({ ...describe(prepared), stderr: withoutProgress(stderr()), reason, cause })
      } finally {
        job.signal.removeEventListener('abort', kill)
        kill()
        await closed
      }
    },

    async report(kind, args, { signal, timeout = 30_000 } = {}) {
      signal?.throwIfAborted()
      const binary = kind === 'ffprobe' ? ffprobe : ffmpeg
      if (binary === null)
        throw new MediaError('ffprobe was not found: install it with ffmpeg, or set FFPROBE_BIN to its path.')
      log(shellQuote([binary, ...args]))
      const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
      const stdout = collect(child, 'stdout', 64_000_000)
      const stderr = collect(child, 'stderr', 1_000_000)
      let timedOut = false
      const kill = () => {
        child.kill('SIGKILL')
      }
      const timer = setTimeout(() => {
        timedOut = true
        kill()
      }, timeout)
      signal?.addEventListener('abort', kill)
      try {
        const { code, cause } = await register(kill, whenClosed(child))
        signal?.throwIfAborted()
        if (cause !== undefined)
          throw new MediaError(`${basename(binary)} could not be started: run \`reelay doctor\`.`, String(cause), {
            cause,
          })
        return { code, stdout: stdout(), stderr: stderr(), timedOut }
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', kill)
      }
    },

    version() {
      versionLine ??= door.report('ffmpeg', ['-hide_banner', '-version']).then(({ stdout }) => firstLine(stdout))
      return versionLine
    },

    async killAll() {
      const all = [...running]
      for (const entry of all) entry.kill()
      await Promise.all(all.map((entry) => entry.ended))
    },
  }
  return door
}

interface Prepared {
  readonly gently?: true
  readonly inputs: readonly { readonly path: string; readonly options: readonly string[] }[]
  readonly filter?: string
  readonly filterFile?: string
  readonly outputOptions: readonly string[]
  readonly output: string
  readonly seconds: number
  readonly args: readonly string[]
  readonly line: string
}

function describe(command: Prepared): { commandLine: string; inputs: string[]; output?: string } {
  const isFile = command.output !== '-' && command.output !== 'pipe:1'
  return {
    commandLine: command.line,
    inputs: command.inputs.filter(({ options }) => !options.includes('lavfi')).map(({ path }) => path),
    ...(isFile ? { output: command.output } : {}),
  }
}

type Callback = (error: Error | null, ...results: unknown[]) => void
type SpawnCallback = (error: Error | null, stdout?: unknown, stderr?: unknown) => void
type Spawn = (args: string[], options: object, onProcess: unknown, onEnd: SpawnCallback) => void

/**
 * fluent-ffmpeg keeps the binary's path in one variable for the whole process, starts extra processes to list formats and
 * encoders before the first command, and throws from an event handler where nobody can catch it when a process does not
 * start. This instance does none of that.
 */
function repaired(command: fluent.FfmpegCommand, ffmpeg: string): fluent.FfmpegCommand {
  const spawnFfmpeg = Reflect.get(command, '_spawnFfmpeg') as Spawn
  const emptyRing = { get: () => '', close: noop }
  return Object.assign(command, {
    _getFfmpegPath: (callback: Callback) => callback(null, ffmpeg),
    _checkCapabilities: (callback: Callback) => callback(null),
    availableEncoders: (callback: Callback) => callback(null, {}),
    _spawnFfmpeg: (args: string[], options: object, onProcess: unknown, onEnd: SpawnCallback) => {
      try {
        spawnFfmpeg.call(command, args, options, onProcess, (error, stdout = emptyRing, stderr = emptyRing) =>
          onEnd(error, stdout, stderr),
        )
      } catch (error) {
        onEnd(error instanceof Error ? error : new Error(String(error)), emptyRing, emptyRing)
      }
    },
  })
}

function asTwo(options: readonly string[]): [string, string, ...string[]] {
  const [first, second, ...rest] = options
  if (first === undefined || second === undefined) throw new Error('at least two options are always given')
  return [first, second, ...rest]
}

/** Other processes go first; where the system does not allow it, this one runs as any other. */
function giveWay(child: ChildProcess | undefined): void {
  if (child?.pid === undefined) return
  try {
    setPriority(child.pid, os.priority.PRIORITY_LOW)
  } catch {
    // It may have ended already.
  }
}

/** Collects a stream's text, keeping the last `limit` characters. */
function collect(child: ChildProcess, stream: 'stdout' | 'stderr', limit: number): () => string {
  let text = ''
  child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-limit)
  })
  return () => text
}

/** Never rejects; `reason` is empty after a good end. */
function whenClosed(child: ChildProcess): Promise<{ code: number | null; reason: string; cause?: unknown }> {
  return new Promise((resolve) => {
    child.once('error', (cause) => {
      if (child.pid === undefined) resolve({ code: null, reason: cause.message, cause })
    })
    child.once('close', (code, signal) => {
      const reason =
        signal === null
          ? code === 0
            ? ''
            : `ffmpeg exited with code ${code}`
          : `ffmpeg was killed with signal ${signal}`
      resolve({ code, reason })
    })
  })
}

function withoutProgress(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => parseProgressLine(line) === null)
    .join('\n')
    .trim()
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? ''
}

function noop(): void {}
