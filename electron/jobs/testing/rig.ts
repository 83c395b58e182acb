import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zModelEntry } from '#shared/catalog/schema.ts'
import type { BlobStore, JobArgs, JobResult } from '#shared/engine/interfaces.ts'
import { acquireOwner, type Owner } from '../../owner.ts'
import type { JobClock } from '../clock.ts'
import { JobError } from '../error.ts'
import { createJobs, type JobService } from '../service.ts'
import { type FakeProvider, fakeProvider, type Script } from './fake-provider.ts'

/** Time that passes only when somebody waits, and then at once. */
function fastClock(): JobClock & { readonly slept: number[] } {
  let now = Date.UTC(2027, 0, 1)
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      slept.push(ms)
      now += ms
      if (!signal.aborted) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

export const model = zModelEntry.parse({
  id: 'fake/clip',
  title: 'Fake Clip 1',
  kind: 'video',
  behaviour: 1,
  state: 'shown',
  tier: 'draft',
  modes: { text: true, startFrame: true, endFrame: false, references: 0, audio: false, video: false },
  sound: 'none',
  seed: true,
  negative: false,
  promptMax: 500,
  hosts: [{ provider: 'fake', name: 'clip-1' }],
  capabilities: { source: 'test', date: '2027-01-01', confidence: 'H' },
})

export const KEY = 'a'.repeat(64)

export interface Rig {
  readonly folder: string
  readonly provider: FakeProvider
  readonly jobs: JobService
  readonly owner: Owner
  readonly clock: ReturnType<typeof fastClock>
  readonly logged: readonly string[]
  readonly blobs: BlobStore
  perform(args?: Partial<JobArgs>): Promise<JobResult>
  close(): void
}

/** A job service over a fake provider in one folder; several rigs on one folder are several processes to it. */
export function createRig(folder: string, script: Script = {}, others: readonly Script[] = []): Rig {
  const owner = acquireOwner(join(folder, 'owners'))
  const provider = fakeProvider(folder, script)
  const providers = new Map(
    [provider, ...others.map((each) => fakeProvider(folder, each))].map((each) => [each.id, each]),
  )
  const clock = fastClock()
  const logged: string[] = []
  const blobs = folderBlobs(join(folder, 'blobs'))
  mkdirSync(join(folder, 'temp'), { recursive: true })
  const jobs = createJobs({
    folder,
    owner,
    providers,
    blobs,
    temp: () => join(folder, 'temp', randomUUID()),
    probe: async (path) => {
      if (!readFileSync(path, 'utf8').startsWith('good')) throw new Error('no readable video')
    },
    clock,
    log: (message) => logged.push(message),
  })
  return {
    ...{ folder, provider, jobs, owner, clock, logged, blobs },
    perform: (args) => jobs.perform({ ...jobArgs(), ...args }),
    close() {
      jobs.close()
      owner.release()
    },
  }
}

/** A request for $0.40 at most. */
function jobArgs(): JobArgs {
  return {
    key: KEY,
    step: 'clip',
    run: 'run-1',
    node: 'hero',
    item: '0',
    title: 'Hero shot',
    model,
    request: { kind: 'video', model: model.id, prompt: 'a red kite', seconds: 5 },
    simulation: {},
    standIn: false,
    estimate: [0.2, 0.4],
    signal: new AbortController().signal,
    progress: () => {},
  }
}

/** The JobError a promise ends with. */
export async function errorOf(promise: Promise<unknown>): Promise<JobError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof JobError)) throw new Error(`expected a JobError, got ${String(error)}`)
  return error
}

/** Waits until something is so; the test's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'reelay-jobs-'))
}
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

function folderBlobs(folder: string): BlobStore {
  mkdirSync(folder, { recursive: true })
  const path = (digest: string) => join(folder, digest)
  return {
    has: (digest) => existsSync(path(digest)),
    path(digest) {
      if (!existsSync(path(digest))) throw new Error(`blob ${digest} is not in the store`)
      return path(digest)
    },
    async take(file) {
      const content = readFileSync(file)
      const digest = createHash('sha256').update(content).digest('hex')
      renameSync(file, path(digest))
      return { digest, bytes: content.length }
    },
  }
}
