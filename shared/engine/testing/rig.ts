import { createHash } from 'node:crypto'
import { zModelEntry } from '../../catalog/schema.ts'
import { type Document, zDocument } from '../../graph/document.ts'
import type { Key } from '../../graph/ids.ts'
import type { MediaValue, Value } from '../../graph/values.ts'
import type { Json } from '../../json.ts'
import { defineNode, type NodeDefinition, type Registry } from '../../node/define.ts'
import type { RunSummary } from '../events.ts'
import { execute } from '../execute.ts'
import type { ExecuteHost, StatedEvent } from '../execute-host.ts'
import { createInFlight } from '../in-flight.ts'
import type { Jobs } from '../interfaces.ts'
import { createPlanner } from '../plan.ts'
import type { Plan } from '../plan-types.ts'
import { createPool } from '../pool.ts'
import type { InputFile, OpenJob, World } from '../world.ts'
import { createMemoryCache } from './memory-cache.ts'

export const sha = (text: string) => createHash('sha256').update(text).digest('hex')

const figures = { source: 'test', date: '2026-11-20', confidence: 'H' } as const
const modes = { text: true, startFrame: true, endFrame: true, references: 9, audio: false, video: false }
const common = {
  kind: 'video',
  behaviour: 1,
  state: 'shown',
  tier: 'draft',
  modes,
  sound: 'none',
  seed: true,
  negative: true,
  capabilities: figures,
} as const

/** A model that costs nothing, and one at $0.40 a clip. */
export const MODELS = [
  zModelEntry.parse({
    ...common,
    id: 'free/one',
    title: 'Free',
    hosts: [{ provider: 'standin', name: 'one' }],
    price: { ...figures, rates: [{ per: 'clip', usd: 0 }] },
  }),
  zModelEntry.parse({
    ...common,
    id: 'paid/one',
    title: 'Paid',
    hosts: [{ provider: 'acme', name: 'one' }],
    price: { ...figures, rates: [{ per: 'clip', usd: 0.4 }] },
  }),
]

/** What fake nodes did: executions by node type, and requests sent. */
export interface Counts {
  runs: Record<string, number>
  submits: number
}

const text = (value: string): Value => ({ type: 'text', text: value })
const clip = (content: string): MediaValue => ({
  type: 'video',
  digest: sha(content),
  facts: { format: 'mp4', bytes: 1, seconds: 5 },
})
const label = 'x'

/** A small set of node types that stands for all kinds; bump `behaviour` or params to play an upgrade. */
export function testRegistry(counts: Counts, upgrade: { model?: number; neutral?: boolean } = {}): Registry {
  const ran = (type: string) => {
    counts.runs[type] = (counts.runs[type] ?? 0) + 1
  }
  const base = {
    schema: 1,
    behaviour: 1,
    title: 'T',
    summary: '',
    icon: 'frame',
    category: 'process',
    docs: '',
  } as const
  const definitions: NodeDefinition[] = [
    defineNode({
      ...base,
      type: 'say',
      params: { text: { kind: 'text', label, default: '', neutral: '' } },
      inputs: {},
      outputs: { text: { type: 'text', label } },
      behave: {
        kind: 'evaluate',
        evaluate: ({ params }) => {
          ran('say')
          return { text: text(params.text.trim()) }
        },
      },
    }),
    defineNode({
      ...base,
      type: 'rows',
      params: { text: { kind: 'text', label, default: '', neutral: '' } },
      inputs: {},
      outputs: { cell: { type: 'text', label, list: true } },
      behave: {
        kind: 'evaluate',
        evaluate: ({ params }) => ({
          cell:
            params.text === ''
              ? []
              : params.text.split(',').map((value, index) => ({ id: `r${index}`, value: text(value) })),
        }),
      },
    }),
    defineNode({
      ...base,
      type: 'split',
      params: { by: { kind: 'text', label, default: ',', neutral: ',' } },
      inputs: { text: { type: 'text', label, required: true } },
      outputs: { part: { type: 'text', label, list: true } },
      resource: 'io',
      behave: {
        kind: 'run',
        run: async ({ params, inputs }) => {
          ran('split')
          return { part: inputs.text.text.split(params.by).map((value) => ({ value: text(value) })) }
        },
      },
    }),
    defineNode({
      ...base,
      type: 'work',
      params: {
        mode: {
          kind: 'choice',
          label,
          default: 'upper',
          neutral: 'upper',
          options: ['upper', 'same', 'fail'].map((value) => ({ value, label: value })),
        },
        level: { kind: 'number', label, default: 1, neutral: 1 },
        note: { kind: 'text', label, default: '', cosmetic: true },
        ...(upgrade.neutral ? { extra: { kind: 'number', label, default: 7, neutral: 0 } as const } : {}),
      },
      inputs: { text: { type: 'text', label, required: true } },
      outputs: { text: { type: 'text', label } },
      resource: 'io',
      behave: {
        kind: 'run',
        run: async ({ params, inputs }) => {
          ran('work')
          if (params.mode === 'fail' || inputs.text.text.includes('boom')) throw new Error('it went wrong.')
          const word = inputs.text.text
          return {
            text: text(
              params.mode === 'same' ? 'same' : `${word.toUpperCase()}${params.level > 1 ? params.level : ''}`,
            ),
          }
        },
      },
    }),
    defineNode({
      ...base,
      type: 'join',
      params: {
        weights: {
          kind: 'per-item',
          label,
          port: 'texts',
          default: {},
          neutral: {},
          fields: { weight: { kind: 'number', label, default: 1, neutral: 1 } },
        },
      },
      inputs: { texts: { type: 'text', label, list: true, required: true } },
      outputs: { text: { type: 'text', label } },
      resource: 'io',
      behave: {
        kind: 'run',
        run: async ({ params, inputs }) => {
          ran('join')
          return {
            text: text(
              inputs.texts.map((each, index) => each.text.repeat(params.weights[index]?.weight ?? 1)).join('+'),
            ),
          }
        },
      },
    }),
    defineNode({
      ...base,
      type: 'make',
      behaviour: upgrade.model ?? 1,
      params: {
        model: { kind: 'model', label, default: 'free/one', kinds: ['video'] },
        prompt: { kind: 'text', label, default: '', neutral: '' },
        seed: { kind: 'seed', label, default: null, neutral: null },
        fault: { kind: 'text', label, default: '', cosmetic: true },
        ...(upgrade.neutral ? { style: { kind: 'text', label, default: 'film', neutral: '' } as const } : {}),
      },
      inputs: { start: { type: 'video', label } },
      outputs: { video: { type: 'video', label } },
      behave: {
        kind: 'generate',
        modelParam: 'model',
        request: ({ params, seed }) => ({
          request: { kind: 'video', model: params.model, prompt: params.prompt, seconds: 5, seed },
          notes: [],
          problems: params.prompt === 'impossible' ? ['it cannot be asked for.'] : [],
        }),
        simulation: (params) => ({ fault: String(params.fault ?? '') }),
      },
    }),
    defineNode({
      ...base,
      type: 'gate',
      params: {},
      inputs: { value: { type: 'any', label, required: true } },
      outputs: { value: { type: { sameAs: 'value' }, label } },
      behave: { kind: 'gate' },
    }),
  ]
  return new Map(definitions.map((definition) => [definition.type, definition]))
}

/** `{a: ['say', {text: 'x'}]}` and `'a.text > b.text'` as a document. */
export function documentOf(
  nodes: Readonly<Record<string, readonly [type: string, params?: Record<string, Json>]>>,
  wires: readonly string[] = [],
  more: Partial<Document> = {},
): Document {
  const end = (text: string) => {
    const [node = '', port = ''] = text.trim().split('.')
    return { node, port }
  }
  return zDocument.parse({
    reelay: 1,
    id: 'doc',
    nodes: Object.entries(nodes).map(([id, [type, params = {}]]) => ({ id, type, params })),
    edges: wires.map((wire, index) => {
      const [from = '', to = ''] = wire.split('>')
      return { id: `e${index}`, from: end(from), to: end(to) }
    }),
    ...more,
  })
}

/** Everything that could bill, nothing, or the work of some nodes is made on the stand-in. */
type StandIn = boolean | readonly string[]

/** One data folder's worth of engine without a disk: documents run against it share its cache. */
export function createRig(
  options: Parameters<typeof testRegistry>[1] & { counts?: Counts; cache?: ReturnType<typeof createMemoryCache> } = {},
) {
  const counts: Counts = options.counts ?? { runs: {}, submits: 0 }
  const cache = options.cache ?? createMemoryCache()
  const registry = testRegistry(counts, options)
  const shown = new Map<string, Key>()
  const openJobs = new Map<Key, OpenJob>()
  const files = new Map<string, InputFile>()
  const faults = new Map<string, Error>()
  let revision = 0
  const clock = { now: () => 0, sleep: () => Promise.resolve() }
  const jobs: Jobs = {
    async perform({ key, request, simulation, signal, standIn }) {
      counts.submits++
      await Promise.resolve()
      signal.throwIfAborted()
      const fault = faults.get(simulation.fault ?? '')
      if (fault) throw fault
      const digest = sha(`${request.prompt}/${request.seed}${standIn ? '/animatic' : ''}`)
      return {
        job: `job-${key}`,
        provider: standIn ? 'standin' : 'acme',
        host: 'one',
        estimatedUsd: 0,
        chargedUsd: request.model === 'paid/one' && !standIn ? 0.4 : 0,
        adopted: false,
        files: [{ type: 'video', digest }],
      }
    },
  }
  const worldOf = (document: Document, standIn: StandIn): World => ({
    revision: ++revision,
    standIn: (node) => (typeof standIn === 'boolean' ? standIn : standIn.includes(node)),
    model: (id) => MODELS.find((model) => model.id === id),
    hash: sha,
    row: (key) => cache.get(key),
    shown(node, item, take) {
      const key = shown.get(`${document.id} ${node} ${item} ${take}`)
      return key === undefined ? undefined : { key, row: cache.get(key) }
    },
    openJob: (key) => openJobs.get(key),
    failure: () => undefined,
    file: (path) => files.get(path),
  })
  const host = (world: World): ExecuteHost => ({
    cache,
    blobs: {
      has: () => true,
      path: (digest) => `/blobs/${digest}`,
      take: () => Promise.reject(new Error('no files here')),
    },
    jobs,
    media: {
      probe: () => Promise.resolve(clip('').facts),
      conform: () => Promise.reject(new Error('no ffmpeg here')),
      grabFrame: () => Promise.reject(new Error('no ffmpeg here')),
      assemble: () => Promise.reject(new Error('no ffmpeg here')),
    },
    clock,
    inFlight: createInFlight(cache, clock),
    pools: { cpu: createPool(2), io: createPool(4), provider: createPool(8) },
    toolchain: {},
    hash: sha,
    model: world.model,
    standIn: world.standIn,
    shown: world.shown,
    openJob: world.openJob,
    file: world.file,
    readFile: () => Promise.reject(new Error('no files here')),
    importFile: () => Promise.resolve(),
    hold: () => ({ release: () => {} }),
    temp: () =>
      Promise.resolve({ path: '/temp', file: (extension) => `/temp/x.${extension}`, remove: () => Promise.resolve() }),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  })
  const planner = createPlanner(registry)

  return {
    counts,
    cache,
    registry,
    openJobs,
    files,
    faults,
    plan: (
      document: Document,
      targets: readonly string[] | null = null,
      standIn: StandIn = false,
      deliver: readonly string[] = [],
    ): Plan => planner.plan(document, targets, worldOf(document, standIn), deliver),
    async run(
      document: Document,
      {
        targets = null,
        standIn = false,
        signal = new AbortController().signal,
        onEvent = () => {},
        deliver = [],
      }: {
        targets?: readonly string[] | null
        standIn?: StandIn
        signal?: AbortSignal
        onEvent?: (event: StatedEvent) => void
        deliver?: readonly string[]
      } = {},
    ): Promise<RunSummary & { events: StatedEvent[] }> {
      const world = worldOf(document, standIn)
      const plan = createPlanner(registry).plan(document, targets, world, deliver)
      if (plan.problems.length > 0) throw new Error(plan.problems.map((problem) => problem.message).join('\n'))
      const events: StatedEvent[] = []
      const emit = (event: StatedEvent) => {
        events.push(event)
        onEvent(event)
        if (event.event !== 'item' || event.key === undefined) return
        if (event.state === 'ran' || event.state === 'restored')
          shown.set(`${document.id} ${event.node} ${event.item} ${event.take}`, event.key)
      }
      const summary = await execute(host(world), { run: 'run', document, plan, signal, emit })
      return { ...summary, events }
    },
  }
}
