import type { Document } from '../graph/document.ts'
import { nodeName } from '../graph/node-name.ts'
import type { ExecuteHost, StatedEvent } from './execute-host.ts'
import type { Cell, Outcome } from './flow.ts'
import type { CachedOutputs } from './interfaces.ts'
import { type Lookup, lookUp } from './lookup.ts'
import type { Loop } from './loop.ts'
import { type WorkItemName, workItemName } from './names.ts'
import { perform } from './perform.ts'
import type { Plan } from './plan-types.ts'
import { planItems } from './plan-types.ts'
import { type Ready, takesOf } from './resolve.ts'
import type { Tally } from './tally.ts'
import { WorkError } from './work-error.ts'

interface RunnerArgs {
  readonly run: string
  readonly document: Document
  readonly plan: Plan
  readonly signal: AbortSignal
  readonly emit: (event: StatedEvent) => void
}

/** Brings work items whose key is known to an end: found in the cache, shared with others, or executed. */
export interface TakeRunner {
  /** All takes of a work item; `end` is called once, with what flows on. */
  begin(cell: Cell, item: WorkItemName, ready: Ready, end: (outcome: Outcome) => void): void
  /** States that a work item failed, was stopped, or waits, and tells what that means below. */
  fail(cell: Cell, name: WorkItemName, error: unknown): Outcome
  /**
   * When nothing else is left to do: lets work items go that still wait for an equal one to end. It never will, because something
   * above it ended badly. False where there are none.
   */
  release(): boolean
}

export function createTakeRunner(host: ExecuteHost, args: RunnerArgs, loop: Loop, tally: Tally): TakeRunner {
  const { document, signal } = args
  const world = { hash: host.hash, row: host.cache.get, openJob: host.openJob }
  const { sameAs, remake } = plannedSpecials(args.plan)
  /** Work items that have ended: what others of the same key make of it. */
  const ended = new Map<string, 'stored' | 'left' | WorkError['outcome']>()
  const awaiting = new Map<string, (() => void)[]>()

  const close = (name: WorkItemName, how: 'stored' | WorkError['outcome']) => {
    const written = workItemName(name)
    ended.set(written, how)
    for (const listener of awaiting.get(written) ?? []) loop.enqueue(listener)
    awaiting.delete(written)
  }

  const found = (name: WorkItemName, row: CachedOutputs, lookup: Lookup, shared: boolean): Outcome => {
    const upToDate = !shared && host.shown(name.node, name.item, name.take)?.key === row.key
    tally.item(name, upToDate ? 'up-to-date' : 'restored', { key: row.key, ...standInMark(lookup) })
    close(name, 'stored')
    return { kind: 'record', record: row.outputs, take: name.take }
  }

  const fail = (cell: Cell, name: WorkItemName, error: unknown): Outcome => {
    const outcome = signal.aborted ? 'cancelled' : error instanceof WorkError ? error.outcome : 'failed'
    const said = error instanceof Error ? error.message : String(error)
    const message = `${nodeName(cell.node.instance)}: ${withoutDigests(said, cell, host)}`
    close(name, outcome)
    tally.item(name, outcome === 'budget' ? 'failed' : outcome, {
      message,
      ...(outcome === 'budget' ? { kind: outcome } : {}),
    })
    return outcome === 'failed' || outcome === 'budget' ? { kind: 'blocked' } : { kind: 'halted' }
  }

  const execute = async (cell: Cell, name: WorkItemName, ready: Ready, lookup: Lookup): Promise<Outcome> => {
    const work = {
      node: cell.node,
      name,
      ready,
      found: lookup,
      run: args.run,
      progress: (fraction: number) => tally.progress(name, fraction),
      log: (message: string) => args.emit({ event: 'log', node: name.node, item: name.item, message }),
    }
    try {
      if (cell.node.definition.behave.kind === 'evaluate') {
        const { row } = await perform(host, work, signal)
        return ran(name, row, lookup, { costUsd: 0, adopted: false })
      }
      let spent = { costUsd: 0, adopted: false }
      const { row, made } = await host.inFlight.once(
        lookup.key,
        signal,
        async (shared) => {
          tally.item(name, 'running', { key: lookup.key })
          const performed = await perform(host, work, shared)
          spent = { costUsd: performed.costUsd, adopted: performed.adopted }
          return performed.row
        },
        poolOf(host, cell).run,
      )
      return made ? ran(name, row, lookup, spent) : found(name, row, lookup, true)
    } catch (error) {
      return fail(cell, name, error)
    }
  }

  const ran = (
    name: WorkItemName,
    row: CachedOutputs,
    lookup: Lookup,
    spent: { costUsd: number; adopted: boolean },
  ): Outcome => {
    // What was sent in an earlier run is only fetched in this one.
    tally.item(name, spent.adopted ? 'restored' : 'ran', { key: row.key, ...spent, ...standInMark(lookup) })
    close(name, 'stored')
    return { kind: 'record', record: row.outputs, take: name.take }
  }

  const beginTake = (
    cell: Cell,
    name: WorkItemName,
    ready: Ready,
    take: number | null,
    end: (outcome: Outcome) => void,
  ): void => {
    const written = workItemName(name)
    const same = sameAs.get(written)
    const other = same === undefined ? undefined : ended.get(same)
    if (same !== undefined && other === undefined) {
      // Equal work runs under the name that the plan gave it; this one takes its output when it has ended.
      const again = () => beginTake(cell, name, ready, take, end)
      const others = awaiting.get(same)
      if (others) others.push(again)
      else awaiting.set(same, [again])
      return
    }
    const lookup = lookUp(ready, take, host.standIn(name.node), world)
    if (lookup.row && (lookup.row.present || !remake.has(written))) end(found(name, lookup.row, lookup, false))
    else if (other !== undefined && other !== 'stored' && other !== 'left')
      end(fail(cell, name, new WorkError(other, `${ENDINGS[other]} at ‘${same}’, which is the same work.`)))
    else loop.start(async () => end(await execute(cell, name, ready, lookup)))
  }

  return {
    fail,
    release() {
      for (const [same, listeners] of awaiting) {
        ended.set(same, 'left')
        for (const listener of listeners) loop.enqueue(listener)
      }
      const any = awaiting.size > 0
      awaiting.clear()
      return any
    },
    begin(cell, item, ready, end) {
      const takes = takesOf(document, ready, host)
      const count = takes?.takes ?? 1
      for (let take = 0; take < count; take++) {
        const flows = take === (takes?.pick ?? 0)
        beginTake(cell, { ...item, take }, ready, takes ? take : null, (outcome) => {
          if (flows) end(outcome)
        })
      }
    },
  }
}

/** How equal work ended elsewhere, as the start of a sentence. */
const ENDINGS: Readonly<Record<WorkError['outcome'], string>> = {
  failed: 'it failed',
  budget: 'the budget stopped it',
  waiting: 'it waits for a person',
  cancelled: 'it was cancelled',
}

/** What the plan says of single work items: which take another's output, and which are made again for their pruned files. */
function plannedSpecials(plan: Plan) {
  const sameAs = new Map<string, string>()
  const remake = new Set<string>()
  for (const item of planItems(plan)) {
    if (item.sameAs !== undefined) sameAs.set(workItemName(item), item.sameAs)
    if (item.state === 'run') remake.add(workItemName(item))
  }
  return { sameAs, remake }
}

function poolOf(host: ExecuteHost, { node: { definition } }: Cell) {
  return host.pools[definition.behave.kind === 'generate' ? 'provider' : (definition.resource ?? 'cpu')]
}

/** Tools know a stored file by its digest; a person knows it by the path chosen in the node, or as what came in. */
function withoutDigests(message: string, { node: { definition, instance } }: Cell, host: ExecuteHost): string {
  let text = message
  for (const [id, spec] of Object.entries(definition.params)) {
    const path = instance.params[id]
    const file = spec.kind === 'file' && typeof path === 'string' ? host.file(path) : undefined
    if (file?.ok) text = text.replaceAll(file.digest, String(path))
  }
  return text.replaceAll(/\b[0-9a-f]{64}\b/g, 'its input')
}

function standInMark(lookup: Lookup): { standIn?: true } {
  return lookup.standIn ? { standIn: true } : {}
}
