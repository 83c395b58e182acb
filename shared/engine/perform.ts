import { FREE, quoteOf } from '../catalog/price.ts'
import type { Digest } from '../graph/ids.ts'
import { nodeName } from '../graph/node-name.ts'
import type { GraphNode } from '../graph/topology.ts'
import { mediaIn, type Value } from '../graph/values.ts'
import type { JsonObject } from '../json.ts'
import type { Outputs } from '../node/ports.ts'
import type { ExecuteHost } from './execute-host.ts'
import { fingerprintObject } from './fingerprint.ts'
import { requestOf } from './generation.ts'
import type { CachedOutputs, JobResult, Provenance } from './interfaces.ts'
import type { Lookup } from './lookup.ts'
import type { WorkItemName } from './names.ts'
import { outputRecord } from './outputs.ts'
import { type Ready, readsStandIn } from './resolve.ts'
import { runContext } from './run-context.ts'
import type { KnownSlot } from './slot.ts'
import { WorkError } from './work-error.ts'

/** One execution to perform: a work item whose key is known and whose output is not stored. */
export interface Work {
  readonly node: GraphNode
  readonly name: WorkItemName
  readonly ready: Ready
  readonly found: Lookup
  readonly run: string
  readonly progress: (fraction: number) => void
  readonly log: (message: string) => void
}

export interface Performed {
  readonly row: CachedOutputs
  /** US dollars charged for it now. */
  readonly costUsd: number
  readonly adopted: boolean
}

/** Executes one work item and stores its outputs under its key. Nothing is stored where it throws. */
export async function perform(host: ExecuteHost, work: Work, signal: AbortSignal): Promise<Performed> {
  const { behave } = work.node.definition
  const started = host.clock.now()
  const store = (outputs: Outputs, standIn: boolean, more: Partial<Provenance> = {}): CachedOutputs => {
    const now = host.clock.now()
    return host.cache.put(work.found.key, outputRecord(outputs, standIn, host.hash), {
      fingerprint: fingerprintObject(work.found.text),
      wallMs: now - started,
      date: new Date(now).toISOString(),
      toolchain: host.toolchain,
      paid: false,
      ...more,
    })
  }
  if (behave.kind === 'evaluate') {
    return { row: store(behave.evaluate(work.ready.args()), readsStandIn(work.ready)), costUsd: 0, adopted: false }
  }
  const held = host.hold([...new Set(work.ready.slots().flatMap(blobsOf))])
  try {
    return behave.kind === 'generate'
      ? await generate(host, work, signal, store)
      : await runCode(host, work, signal, store)
  } finally {
    held.release()
  }
}

async function runCode(host: ExecuteHost, work: Work, signal: AbortSignal, store: Store): Promise<Performed> {
  const { behave } = work.node.definition
  if (behave.kind !== 'run') throw new Error(`${work.node.definition.type} does not execute`)
  const temp = await host.temp()
  const held: { release(): void }[] = []
  const hold = (digest: Digest) => void held.push(host.hold([digest]))
  try {
    const context = runContext(host, work.ready.args(), temp, signal, work.progress, work.log, hold)
    return { row: store(await behave.run(context), readsStandIn(work.ready), {}), costUsd: 0, adopted: false }
  } finally {
    for (const lease of held) lease.release()
    await temp.remove()
  }
}

function blobsOf(slot: KnownSlot): readonly Digest[] {
  return mediaIn(slot.value).map((media) => media.digest)
}

type Store = (outputs: Outputs, standIn: boolean, more: Partial<Provenance>) => CachedOutputs

async function generate(host: ExecuteHost, work: Work, signal: AbortSignal, store: Store): Promise<Performed> {
  const { node, name, ready, found } = work
  const { behave } = node.definition
  if (behave.kind !== 'generate' || !ready.model) throw new Error(`${node.definition.type} has no model`)
  const fit = requestOf(
    node.definition,
    behave,
    { args: ready.args(), parts: ready.parts },
    ready.model,
    name.take,
    host,
  )
  if (fit.problems.length > 0) throw new WorkError('failed', fit.problems.join(' '))
  for (const note of fit.notes) work.log(note)
  const quote = found.standIn ? { usd: FREE, known: true } : quoteOf(ready.model, fit.request)
  const result = await host.jobs.perform({
    key: found.key,
    step: 'generate',
    run: work.run,
    node: name.node,
    item: name.item,
    title: node.instance.title || node.instance.id,
    model: ready.model,
    request: fit.request,
    simulation: behave.simulation(node.instance.params, { id: name.item }),
    standIn: found.standIn,
    estimate: quote.usd,
    priceKnown: quote.known,
    signal,
    progress: work.progress,
  })
  const standIn = readsStandIn(ready) || result.provider === 'standin'
  const row = store(await outputsOf(host, node, result), standIn, {
    request: fit.request as unknown as JsonObject,
    provider: result.provider,
    host: result.host,
    job: result.job,
    estimatedUsd: result.estimatedUsd,
    chargedUsd: result.chargedUsd,
    paid: result.chargedUsd > 0,
  })
  return { row, costUsd: result.adopted ? 0 : result.chargedUsd, adopted: result.adopted }
}

/** A generator's files go to the port of their media type: one as a value, several as a list where the port is one. */
async function outputsOf(host: ExecuteHost, node: GraphNode, result: JobResult): Promise<Outputs> {
  const outputs: Record<string, Value | { value: Value }[]> = {}
  for (const [port, spec] of Object.entries(node.definition.outputs)) {
    const files = result.files.filter((file) => file.type === spec.type)
    const values: Value[] = []
    for (const { type, digest } of files)
      values.push({ type, digest, facts: await host.media.probe(host.blobs.path(digest), type) })
    const [first] = values
    if (first) outputs[port] = spec.list ? values.map((value) => ({ value })) : first
  }
  if (Object.keys(outputs).length === 0) {
    throw new WorkError(
      'failed',
      `${nodeName(node.instance)}: the provider gave nothing that ${node.definition.title} can pass on.`,
    )
  }
  return outputs
}
