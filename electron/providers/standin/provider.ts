import { constants, rmSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { GenerateRequest } from '#shared/node/generate.ts'
import { createTempFolders, type TempFolders } from '../../cache/temp-folders.ts'
import { durable } from '../../durable.ts'
import { type Ffmpeg, MediaError } from '../../media/door.ts'
import { acquireOwner, type Owner } from '../../owner.ts'
import { type PollResult, type Provider, ProviderError, type SubmitRequest } from '../provider.ts'
import { FAULTS, readFault } from './faults.ts'
import { render, resultOf } from './render.ts'
import { newTaskId, openTasks, type Task, type Tasks } from './tasks.ts'

export interface StandInOptions {
  /** The stand-in's own folder: its tasks, the files it was given and its results. */
  readonly folder: string
  readonly ffmpeg: Ffmpeg
  /** Folder with the bundled fonts. */
  readonly fontFolder: string
  readonly log: (line: string) => void
}

export interface StandIn extends Provider {
  /** Stops every render of this process (they stay queued) and lets go of the folder. */
  readonly close: () => Promise<void>
}

/** Dollars that the fault `fail-charged` says were charged. */
const FAULT_CHARGE = 0.01
/** Milliseconds that results are kept, as services do: a day or two. */
const KEPT = 2 * 24 * 60 * 60 * 1000
/** Milliseconds that `hang-then-finish` shows nothing. */
const HANG = 3_000

interface Render {
  readonly stop: AbortController
  ended: Promise<void>
  progress: number
}

/**
 * The offline provider: renders every kind of request with ffmpeg, at no cost. It behaves as a remote service does: a task
 * outlives the process that sent it, and whoever polls it next (only one process at a time) goes on rendering it.
 */
export function createStandIn({ folder, ffmpeg, fontFolder, log }: StandInOptions): StandIn {
  let opened: { tasks: Tasks; owner: Owner; temp: TempFolders } | undefined
  const renders = new Map<string, Render>()

  // Opened at first use: listing models must not make folders.
  const service = () => {
    opened ??= openService(folder)
    return opened
  }
  const inputFolder = (id: string) => join(folder, 'inputs', id)
  const resultPath = (task: Task) => resultIn(folder, task)

  const submit = async ({ request, clientRef, simulation, open: openBlob, signal }: SubmitRequest) => {
    const fault = readFault(simulation.fault)
    if (fault === null) {
      throw new ProviderError(
        'not-sent',
        `The stand-in knows no fault "${simulation.fault}": use one of ${FAULTS.join(', ')}.`,
      )
    }
    if (fault === 'not-sent')
      throw new ProviderError('not-sent', 'The stand-in was told not to take the request: nothing was sent.')
    const { tasks, temp } = service()
    const id = newTaskId()
    const digests = digestsOf(request)
    if (digests.length > 0) {
      await upload(digests, openBlob, temp.make('upload'), inputFolder(id), signal)
    }
    if (signal.aborted) {
      await rm(inputFolder(id), { recursive: true, force: true })
      throw new ProviderError('not-sent', 'The request was cancelled before it was sent.')
    }
    tasks.add(id, clientRef, request, fault, simulation.delay ?? 0)
    if (fault === 'lost-reply' || fault === 'lost-reply-no-lookup') {
      throw new ProviderError(
        'unknown',
        'The connection to the stand-in broke off after the request was sent: it may have arrived.',
      )
    }
    return { id, estimateUsd: 0 }
  }

  const poll = async (id: string, _signal: AbortSignal, progress?: (fraction: number) => void): Promise<PollResult> => {
    const { tasks, owner } = service()
    const task = tasks.find(id)
    if (task === null)
      return { state: 'expired', message: `The stand-in has no task ${id}: its folder was removed or replaced.` }
    if (task.fault === 'flaky-poll' && task.polls < 2) {
      tasks.polled(id)
      throw new ProviderError('transient', 'The stand-in did not answer: ask again.')
    }
    switch (task.state) {
      case 'cancelled':
        return { state: 'cancelled', message: task.message, chargedUsd: 0 }
      case 'failed':
        return { state: 'failed', message: task.message, chargedUsd: task.fault === 'fail-charged' ? FAULT_CHARGE : 0 }
      case 'done': {
        if (task.fault === 'expired' || (await stat(resultPath(task)).catch(() => null)) === null) {
          return {
            state: 'expired',
            message: 'The result was deleted at the stand-in before it was fetched: run it again.',
            chargedUsd: 0,
          }
        }
        return {
          state: 'succeeded',
          files: [{ type: resultOf(task.request).type, url: resultPath(task) }],
          chargedUsd: 0,
        }
      }
    }
    if (Date.now() < task.readyAt + (task.fault === 'hang-then-finish' ? HANG : 0)) return { state: 'queued' }
    if (task.fault === 'refuse') {
      return {
        state: 'refused',
        message: 'The stand-in was told to refuse this prompt: nothing was charged. Change the prompt.',
        chargedUsd: 0,
      }
    }
    const running = renders.get(id)
    if (running !== undefined) {
      progress?.(running.progress)
      return { state: 'running', progress: running.progress }
    }
    if (task.owner !== null && task.owner !== owner.id && owner.isAlive(task.owner)) return { state: 'running' }
    if (tasks.claim(id, owner.id, task.owner)) start(task)
    return { state: 'running', progress: 0 }
  }

  const start = (task: Task): void => {
    const stop = new AbortController()
    const entry: Render = { stop, progress: 0, ended: Promise.resolve() }
    renders.set(task.id, entry)
    entry.ended = work()
      .catch((error: unknown) => log(`stand-in: ${String(error)}`))
      // Last of all: closing waits for what is in the list, its clearing up included.
      .finally(() => renders.delete(task.id))

    async function work(): Promise<void> {
      const { tasks, owner, temp: folders } = service()
      const temp = folders.make(task.id)
      try {
        if (task.fault === 'fail' || task.fault === 'fail-charged')
          throw new MediaError('The stand-in was told to fail this task.')
        await mkdir(join(folder, 'results'), { recursive: true })
        const output = join(temp, `result.${resultOf(task.request).extension}`)
        const report = (fraction: number) => {
          entry.progress = Math.max(entry.progress, Math.min(1, fraction))
        }
        await render(task.request, output, {
          ffmpeg,
          fontFolder,
          temp,
          open: (digest) => join(inputFolder(task.id), digest),
          job: { signal: stop.signal, progress: report },
        })
        await durable('standin.result', async () => {
          await synced(output)
          await rename(output, resultPath(task))
        })
        tasks.finish(task.id, owner.id, 'done', '')
        // Cancelled by another process at the last moment: nobody will fetch it.
        if (tasks.find(task.id)?.state === 'cancelled') await rm(resultPath(task), { force: true })
      } catch (error) {
        if (stop.signal.aborted) tasks.release(task.id, owner.id)
        else {
          const message = error instanceof Error ? error.message : String(error)
          log(
            `stand-in: task ${task.id} failed: ${message}${error instanceof MediaError && error.detail !== '' ? `\n${error.detail}` : ''}`,
          )
          // On a full disk the half-made file has to go before the row that says why can be written.
          await rm(temp, { recursive: true, force: true })
          tasks.finish(task.id, owner.id, 'failed', message)
        }
      } finally {
        await rm(temp, { recursive: true, force: true })
        const state = tasks.find(task.id)?.state
        if (state !== 'queued' && state !== 'rendering') {
          await rm(inputFolder(task.id), { recursive: true, force: true })
        }
      }
    }
  }

  return {
    id: 'standin',
    title: 'Stand-in (offline)',
    missing: () => null,
    concurrency: 2,
    pollEvery: 100,
    submit,
    poll,

    async download(file, path, signal) {
      signal.throwIfAborted()
      const { tasks } = service()
      const id = /(standin-[0-9a-f-]+)\.[a-z0-9]+$/.exec(file.url)?.[1] ?? ''
      const before = tasks.downloaded(id)
      try {
        await copyFile(file.url, path, constants.COPYFILE_FICLONE)
        if (tasks.find(id)?.fault === 'bad-download' && before === 0) {
          const whole = await open(path, 'r+')
          await whole.truncate(Math.floor((await whole.stat()).size / 2))
          await whole.close()
        }
      } catch (cause) {
        throw new ProviderError(
          'transient',
          `The stand-in's result ${file.url} could not be copied to ${path}: check the disk and try again.`,
          { cause },
        )
      }
    },

    async cancel(id) {
      const stopped = service().tasks.cancel(id)
      const running = renders.get(id)
      running?.stop.abort()
      await running?.ended
      return stopped
        ? { stopped, message: 'The stand-in stopped.' }
        : { stopped, message: 'The task had ended already.' }
    },

    async lookup(clientRef) {
      const { tasks } = service()
      if (tasks.faultFor(clientRef) === 'lost-reply-no-lookup') {
        throw new ProviderError('transient', 'The stand-in was told not to answer questions about this request.')
      }
      const id = tasks.idFor(clientRef)
      return id === null ? null : { id }
    },

    async close() {
      for (const { stop } of renders.values()) stop.abort()
      await Promise.all([...renders.values()].map((entry) => entry.ended))
      opened?.temp.removeOwn()
      opened?.owner.release()
      opened?.tasks.close()
      opened = undefined
    },
  }
}

/** Opens the book of tasks and clears away what killed processes were rendering; their tasks are taken up again when polled. */
function openService(folder: string): { tasks: Tasks; owner: Owner; temp: TempFolders } {
  const tasks = openTasks(folder)
  const owner = acquireOwner(join(folder, 'owners'))
  const temp = createTempFolders(join(folder, 'work'), owner)
  temp.sweep()
  for (const dead of owner.dead()) owner.forget(dead)
  for (const task of tasks.doneBefore(Date.now() - KEPT)) rmSync(resultIn(folder, task), { force: true })
  return { tasks, owner, temp }
}

function resultIn(folder: string, task: Task): string {
  return join(folder, 'results', `${task.id}.${resultOf(task.request).extension}`)
}

function digestsOf(request: GenerateRequest): readonly string[] {
  const { startFrame, endFrame, image, video, audio, references = [] } = request
  const media = [startFrame, endFrame, image, video, audio, ...references]
  return [...new Set(media.flatMap((one) => (one === undefined ? [] : [one.value.digest])))]
}

/** Copies inputs into the stand-in's folder, as an upload would: the task must not need Reelay's own files later. */
async function upload(
  digests: readonly string[],
  openBlob: (digest: string) => Promise<string>,
  partial: string,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  const copies: string[] = []
  try {
    for (const digest of digests) {
      if (signal.aborted) break
      const copy = join(partial, digest)
      await copyFile(await openBlob(digest), copy, constants.COPYFILE_FICLONE)
      // A blob may be read-only; its copy is ours.
      await chmod(copy, 0o600)
      copies.push(copy)
    }
    await mkdir(dirname(to), { recursive: true })
    await durable('standin.upload', async () => {
      for (const copy of copies) await synced(copy)
      await rename(partial, to)
    })
  } catch (cause) {
    await rm(partial, { recursive: true, force: true })
    const message =
      'The pictures and sounds of a request could not be handed to the stand-in: check that the disk has room.'
    throw new ProviderError('not-sent', message, { cause })
  }
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
