import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { bookedJobs, sentTooOften } from '../../electron/crash/testing/books.ts'
import { type Line, type ReelayOptions, reelay, summaryOf } from '../../electron/crash/testing/reelay.ts'
import { isLive } from '../../electron/jobs/states.ts'
import { createFfmpeg } from '../../electron/media/ffmpeg.ts'
import { locate } from '../../electron/media/locate.ts'
import { createMediaTools } from '../../electron/media/tools.ts'
import { logUniform } from './random.ts'

export interface KillOptions {
  /** Path of the document; its params are changed when it is finished before all kills are done. */
  readonly file: string
  readonly data: string
  readonly out: string
  readonly kills: number
  readonly random: () => number
  /** Milliseconds a run lives at least and at most, from the start of its process. */
  readonly lives: readonly [number, number]
  readonly report: (kill: Kill) => void
}

/** One kill, and what was found after it. */
interface Kill {
  readonly number: number
  /** Milliseconds the process had lived. */
  readonly after: number
  /** What it was doing, by its own events. */
  readonly running: readonly string[]
  readonly outputs: number
  readonly files: number
  /** Jobs of the ledger, all kills counted. */
  readonly jobs: number
  /** Empty where all is well. */
  readonly faults: readonly string[]
}

export interface KillResult {
  readonly kills: readonly Kill[]
  /** Times the film was finished before a kill came, and one shot was asked for anew. */
  readonly finished: number
  readonly film: { readonly path: string; readonly width: number; readonly height: number; readonly fps: string }
  /** What was wrong with any kill or with the end; empty where all is well. */
  readonly faults: readonly string[]
}

const zRun = z.looseObject({
  event: z.literal('run-finished'),
  ran: z.array(z.string()),
  restored: z.array(z.string()),
  upToDate: z.array(z.string()),
  delivered: z.array(z.string()),
})
const zVerified = z.looseObject({
  event: z.literal('cache-verified'),
  ok: z.boolean(),
  problems: z.array(z.looseObject({ message: z.string() })),
  rows: z.number(),
  blobs: z.number(),
})

/**
 * Kills runs of a document at random moments, all on one data folder, and after each asks the store to verify itself and the
 * stand-in what was sent; then lets it finish. Throws where the document cannot be finished.
 */
export async function killRuns(options: KillOptions): Promise<KillResult> {
  const { file, data, out, random } = options
  const run = (more: Partial<ReelayOptions> = {}) => reelay(['run', file, '--out', out], { data, ...more })
  const kills: Kill[] = []
  let finished = 0
  while (kills.length < options.kills) {
    const after = Math.round(logUniform(random, ...options.lives))
    const ended = await run({ killAfter: after })
    if (ended.signal === 'SIGKILL') {
      const kill = { number: kills.length + 1, after, running: runningAt(ended.lines), ...(await lookAt(data)) }
      kills.push(kill)
      options.report(kill)
      continue
    }
    if (ended.code !== 0) throw new Error(`A run ended with ${ended.code}: ${saidBy(ended.lines)} ${ended.stderr}`)
    finished++
    await askAnew(options)
  }
  return { kills, finished, ...(await finish(run, data, kills)) }
}

/** Gives one shot another seed, so that there is work again, and things that are done already. */
async function askAnew({ file, data, random }: KillOptions): Promise<void> {
  const shots = ['landscape', 'product', 'transition', 'speaker', 'logo']
  const shot = shots[Math.floor(random() * shots.length)] ?? 'logo'
  const ended = await reelay(['set', file, `${shot}.seed=${Math.floor(random() * 1e6)}`], { data })
  if (ended.code !== 0) throw new Error(`${file} could not be changed: ${ended.stderr}`)
}

/** The state of the store and the count of what was sent, right after a kill. */
async function lookAt(data: string): Promise<Pick<Kill, 'outputs' | 'files' | 'jobs' | 'faults'>> {
  const verified = summaryOf(await reelay(['cache', 'verify'], { data }), zVerified)
  const jobs = bookedJobs(data)
  const faults = [...verified.problems.map(({ message }) => message), ...sentTooOften(data, jobs)]
  return { outputs: verified.rows, files: verified.blobs, jobs: jobs.length, faults }
}

async function finish(
  run: () => ReturnType<typeof reelay>,
  data: string,
  kills: readonly Kill[],
): Promise<Pick<KillResult, 'film' | 'faults'>> {
  const ended = await run()
  const last = summaryOf(ended, zRun)
  const [path] = last.delivered
  if (ended.code !== 0 || path === undefined)
    throw new Error(`The last run ended with ${ended.code}: ${saidBy(ended.lines)}`)
  const again = await run()
  const second = summaryOf(again, zRun)
  const { width = 0, height = 0, fps = '' } = await probe(path)
  const jobs = bookedJobs(data)
  const live = jobs.filter(({ state }) => isLive(state))
  return {
    film: { path, width, height, fps },
    faults: [
      ...kills.flatMap(({ number, faults }) => faults.map((fault) => `kill ${number}: ${fault}`)),
      ...(await lookAt(data)).faults,
      ...(again.code === 0 ? [] : [`the run after the last one ended with ${again.code}`]),
      ...[...second.ran, ...second.restored].map((item) => `${item} was not up-to-date after the last run`),
      ...live.map(({ job, state }) => `job ${job} is still ${state}`),
      ...leftIn(join(data, 'temp'), join(data, 'standin', 'work')),
    ],
  }
}

function leftIn(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    const names = existsSync(folder) ? readdirSync(folder) : []
    return names.length === 0 ? [] : [`${folder} still holds ${names.length} unfinished things`]
  })
}

async function probe(path: string) {
  const { ffmpeg, ffprobe } = locate()
  const door = createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: ffprobe?.path ?? null, log: () => {} })
  return createMediaTools(door).probe(path, 'video')
}

/** Work items that had started and not ended. */
function runningAt(lines: readonly Line[]): readonly string[] {
  const running = new Set<string>()
  for (const { event, node, state } of lines) {
    if (event !== 'item' || typeof node !== 'string') continue
    if (state === 'running') running.add(node)
    else running.delete(node)
  }
  return [...running]
}

function saidBy(lines: readonly Line[]): string {
  return JSON.stringify(lines.at(-1) ?? null)
}
