import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Catalog } from '#shared/catalog/catalog.ts'
import type { Problem } from '#shared/engine/check.ts'
import type { EngineEvent, RunSummary } from '#shared/engine/events.ts'
import { execute } from '#shared/engine/execute.ts'
import type { ExecuteHost } from '#shared/engine/execute-host.ts'
import type { InFlight } from '#shared/engine/in-flight.ts'
import type { Clock } from '#shared/engine/interfaces.ts'
import { createPlanner } from '#shared/engine/plan.ts'
import { type Plan, planItems } from '#shared/engine/plan-types.ts'
import { WorkError } from '#shared/engine/work-error.ts'
import type { World } from '#shared/engine/world.ts'
import type { Document } from '#shared/graph/document.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import type { JsonObject } from '#shared/json.ts'
import type { Registry } from '#shared/node/define.ts'
import type { MediaTools } from '#shared/node/media.ts'
import type { Cache } from '../cache/open-cache.ts'
import { sha256 } from '../hash.ts'
import type { JobService } from '../jobs/service.ts'
import { documentRefs } from './document-refs.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { createInputReader, type InputReader } from './input-reader.ts'
import { snapshotWorld } from './world.ts'

export interface RunServiceParts {
  readonly registry: Registry
  readonly catalog: Catalog
  readonly cache: Cache
  readonly jobs: JobService
  readonly media: MediaTools
  readonly clock: Clock
  readonly inFlight: InFlight
  readonly pools: ExecuteHost['pools']
  /** Versions of what outputs are made with. */
  readonly toolchain: () => Promise<JsonObject>
}

/** A document to plan or run, and what of it. */
export interface RunRequest {
  readonly document: Document
  /** Absolute path of its file; input files are looked for from its folder. */
  readonly file: string
  readonly targets: readonly NodeId[] | null
  /** Everything that could bill is made on the stand-in. */
  readonly standIn: boolean
  /** Nodes whose work is, though the rest is real. */
  readonly standInNodes?: readonly NodeId[]
  /** US dollars this run may spend at most; null: no cap. */
  readonly budgetUsd?: number | null
  /** Nodes whose files are wanted themselves, so that pruned ones are made again. */
  readonly deliver?: readonly NodeId[]
}

export type StartedRun =
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | {
      readonly ok: true
      readonly run: string
      readonly plan: Plan
      /** Failures of work are in the summary; it rejects only where the store or the engine itself fails. */
      readonly done: Promise<RunSummary>
      cancel(): void
    }

/** Plans and runs documents; several runs may be active at once. */
export interface RunService {
  plan(request: RunRequest): Promise<Plan>
  /** The plan with the world it was made of, for what else is to be told of it. */
  survey(request: RunRequest): Promise<{ readonly plan: Plan; readonly world: World }>
  start(request: RunRequest, listener: (event: EngineEvent) => void): Promise<StartedRun>
  /** Cancels every active run and waits until they have ended. */
  cancelAll(): Promise<void>
}

export function createRunService(parts: RunServiceParts): RunService {
  const { cache, jobs, registry } = parts
  const active = new Map<string, { cancel(): void; done: Promise<unknown> }>()

  /** Plans until every input file that the plan depends on has been looked at. */
  const planWith = async (request: RunRequest): Promise<{ plan: Plan; world: World; inputs: InputReader }> => {
    const inputs = createInputReader(cache, dirname(request.file))
    const { document, standIn, standInNodes = [] } = request
    const world = snapshotWorld({ ...parts, inputs, document: document.id, standIn, standInNodes })
    for (;;) {
      const plan = createPlanner(registry).plan(document, request.targets, world, request.deliver)
      if (plan.unread.length === 0) return { plan, world, inputs }
      for (const path of new Set(plan.unread)) await inputs.read(path)
    }
  }

  const hostOf = async (world: World, inputs: InputReader): Promise<ExecuteHost> => ({
    ...parts,
    cache: cache.outputs,
    blobs: cache.blobs,
    toolchain: await parts.toolchain(),
    hash: sha256,
    model: world.model,
    standIn: world.standIn,
    shown: world.shown,
    openJob: world.openJob,
    file: inputs.file,
    readFile: inputs.read,
    importFile: inputs.import,
    hold(digests) {
      const lease = cache.lease(digests)
      if (lease.missing.length === 0) return lease
      lease.release()
      throw new WorkError('failed', 'a file it needs was pruned while this ran; run again and it is made anew.')
    },
    async temp() {
      const path = cache.temp.make('work')
      let files = 0
      return {
        path,
        file: (extension) => join(path, `${++files}.${extension}`),
        remove: () => rm(path, { recursive: true, force: true }),
      }
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  })

  const carryOut = async (
    request: RunRequest,
    run: string,
    planned: { plan: Plan; world: World; inputs: InputReader },
    signal: AbortSignal,
    listener: (event: EngineEvent) => void,
  ): Promise<RunSummary> => {
    const { document, file, targets, standIn, standInNodes = [], budgetUsd = null } = request
    const { id, name } = document
    const started = parts.clock.now()
    cache.runs.start({ id: run, document: id, file, name, targets: targets ?? [], standIn, started })
    jobs.openBudget(run, budgetUsd)
    const log = createEventLog(cache, run, id, listener)
    try {
      const items = [...planItems(planned.plan)].filter(({ state }) => state !== 'up-to-date').length
      log.emit({
        ...{ event: 'run-started', at: new Date(started).toISOString(), standIn, targets, items },
        ...(standInNodes.length > 0 ? { standInNodes } : {}),
        ...(budgetUsd === null ? {} : { budgetUsd }),
      })
      const host = await hostOf(planned.world, planned.inputs)
      const summary = await execute(host, { run, document, plan: planned.plan, signal, emit: log.emit })
      log.emit({ event: 'run-finished', ...summary })
      log.flush()
      cache.outputs.touch([...log.used()])
      cache.documents.register({ id, path: file, name, refs: documentRefs(document, cache.shown.all(id)) })
      const { outputs: _outputs, ...kept } = summary
      cache.runs.finish(
        run,
        summary.status === 'budget' ? 'stopped' : summary.status,
        kept as unknown as JsonObject,
        parts.clock.now(),
      )
      return summary
    } catch (error) {
      noteFailure(run, log, error)
      throw error
    } finally {
      log.close()
    }
  }

  /** A run that could not be carried to its end is in the history as such, where the store still takes anything. */
  const noteFailure = (run: string, log: EventLog, error: unknown) => {
    try {
      log.flush()
      const message = error instanceof Error ? error.message : String(error)
      cache.runs.finish(run, 'failed', { message }, parts.clock.now())
    } catch {
      // The store is what failed; the first error says so.
    }
  }

  return {
    plan: async (request) => (await planWith(request)).plan,
    survey: planWith,
    async start(request, listener) {
      const planned = await planWith(request)
      if (planned.plan.problems.length > 0) return { ok: false, problems: planned.plan.problems }
      const run = randomUUID()
      const controller = new AbortController()
      const done = carryOut(request, run, planned, controller.signal, listener).finally(() => active.delete(run))
      const cancel = () => controller.abort(new WorkError('cancelled', 'the run was cancelled.'))
      active.set(run, { cancel, done })
      return { ok: true, run, plan: planned.plan, done, cancel }
    },
    async cancelAll() {
      const runs = [...active.values()]
      for (const run of runs) run.cancel()
      await Promise.allSettled(runs.map((run) => run.done))
    },
  }
}
