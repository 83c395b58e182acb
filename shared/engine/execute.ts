import type { Document } from '../graph/document.ts'
import { nodeName } from '../graph/node-name.ts'
import type { RunSummary } from './events.ts'
import type { ExecuteHost, StatedEvent } from './execute-host.ts'
import { type Cell, createFlow, type Flow } from './flow.ts'
import { decisionAt } from './gate.ts'
import { createLoop } from './loop.ts'
import { onAbort } from './on-abort.ts'
import type { Plan } from './plan-types.ts'
import { type Ready, type Resolution, resolver } from './resolve.ts'
import { createTakeRunner } from './take-runner.ts'
import { createTally, type Tally } from './tally.ts'
import { WorkError } from './work-error.ts'

export interface ExecuteArgs {
  readonly run: string
  /** The frozen snapshot that was planned. */
  readonly document: Document
  readonly plan: Plan
  readonly signal: AbortSignal
  readonly emit: (event: StatedEvent) => void
}

/**
 * Carries a plan out: every work item starts as its inputs arrive, bounded per resource; a failure blocks only what hangs on it.
 * Resolves when everything has ended, also after an abort. Keys are computed from the frozen snapshot and the actual inputs.
 * Rejects, when everything has been stopped, only where the engine itself or its `emit` throws.
 */
export async function execute(host: ExecuteHost, args: ExecuteArgs): Promise<RunSummary> {
  const stop = new AbortController()
  const forget = onAbort(args.signal, () => stop.abort(args.signal.reason))
  if (args.signal.aborted) stop.abort(args.signal.reason)
  try {
    return await carryOut(host, { ...args, signal: stop.signal }, (error) => stop.abort(error))
  } finally {
    forget()
  }
}

async function carryOut(host: ExecuteHost, args: ExecuteArgs, broken: (error: unknown) => void): Promise<RunSummary> {
  const { document, signal } = args
  const tally = createTally(args.emit)
  const loop = createLoop(host.breathe, broken)
  const runner = createTakeRunner(host, args, loop, tally)
  const resolvers = new Map<Cell, (index: number) => Resolution>()

  const begin = (cell: Cell, index: number): void => {
    if (signal.aborted) return
    const resolution = resolvers.get(cell)?.(index)
    if (!resolution) return
    const name = flow.nameOf(cell, index)
    switch (resolution.state) {
      case 'blocked':
        tally.item(name, 'blocked', { message: `‘${resolution.from}’ above it did not give what it needs.` })
        flow.settle(cell, index, { kind: 'blocked' })
        break
      case 'unknown':
        flow.settle(cell, index, { kind: 'halted' })
        break
      case 'invalid':
        flow.settle(cell, index, runner.fail(cell, name, new WorkError('failed', resolution.message)))
        break
      case 'unread':
        loop.start(async () => {
          await host.readFile(resolution.path)
          // What it knew of the file is that nobody had looked.
          if (cell.shape) resolvers.set(cell, resolver(cell.node, cell.shape, document, host))
          loop.enqueue(() => begin(cell, index))
        })
        break
      case 'ready':
        if (cell.node.definition.behave.kind === 'gate') passGate(cell, index, resolution)
        else runner.begin(cell, name, resolution, (outcome) => flow.settle(cell, index, outcome))
    }
  }

  const passGate = (cell: Cell, index: number, ready: Ready): void => {
    const name = flow.nameOf(cell, index)
    const [slot] = ready.slots()
    const answer = slot ? decisionAt(document, slot, host.hash) : null
    if (answer?.kind === 'pass') {
      tally.item(name, 'up-to-date')
      flow.settle(cell, index, { kind: 'slot', slot: answer.slot })
    } else if (answer?.kind === 'rejected') {
      tally.item(name, 'blocked', { message: `A person turned down what ${nodeName(cell.node.instance)} showed.` })
      flow.settle(cell, index, { kind: 'blocked' })
    } else {
      const digest = slot ? { digest: slot.digest } : {}
      tally.item(name, 'waiting', { message: `${nodeName(cell.node.instance)} waits for a person.`, ...digest })
      flow.settle(cell, index, { kind: 'halted' })
    }
  }

  const flow: Flow = createFlow(
    args.plan.nodes.map(({ node }) => node),
    loop,
    {
      shaped: (cell, shape) => resolvers.set(cell, resolver(cell.node, shape, document, host)),
      ready: begin,
      misshapen: (cell, problem) =>
        flow.settle(cell, 0, runner.fail(cell, flow.nameOf(cell, 0), new WorkError('failed', problem))),
    },
  )
  flow.start()
  await loop.run()
  while (!signal.aborted && runner.release()) await loop.run()
  collect(flow, tally, signal.aborted)
  return tally.summary(signal.aborted)
}

/** The values that every node gave, and the work items that an abort left. */
function collect(flow: Flow, tally: Tally, aborted: boolean): void {
  for (const cell of flow.cells.values()) {
    for (const [port, slots] of cell.lists) {
      const values = slots.flatMap((slot) => (slot.state === 'known' ? [slot.value] : []))
      if (values.length > 0) tally.output(cell.node.instance.id, port, values)
    }
    if (!aborted) continue
    if (!cell.shape) tally.left(flow.nameOf(cell, 0))
    cell.outcomes.forEach((outcome, index) => {
      if (outcome === null) tally.left(flow.nameOf(cell, index))
    })
  }
}
