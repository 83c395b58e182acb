import type { ModelEntry } from '#shared/catalog/schema.ts'
import type { MediaFacts, MediaType, MediaValue, TableValue, TextValue, Value } from '#shared/graph/values.ts'
import type { Json } from '#shared/json.ts'
import type { EvaluateArgs, RunContext } from '#shared/node/context.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import type { Fit } from '#shared/node/generate.ts'
import type { MediaTools } from '#shared/node/media.ts'
import type { ParamSpec } from '#shared/node/params.ts'
import type { InputSpecs, Outputs } from '#shared/node/ports.ts'

/** The film that inherited params come from. */
const FILM = { width: 1280, height: 720, fps: 24, lufs: -16 } as const

/** Stands for a content digest: the same name gives the same 64 hex digits. */
export function digest(name: string): string {
  return Array.from(name, (character) => character.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64)
}

type Media<T extends MediaType> = MediaValue & { type: T }

function media<T extends MediaType>(type: T, name: string, facts: Partial<MediaFacts>): Media<T> {
  return { type, digest: digest(name), facts: { format: 'test', bytes: 1, ...facts } }
}
export function image(name: string): Media<'image'> {
  return media('image', name, { width: 640, height: 360 })
}
export function video(name: string, seconds = 5): Media<'video'> {
  return media('video', name, { width: 1280, height: 720, seconds })
}
export function audio(name: string, seconds = 5): Media<'audio'> {
  return media('audio', name, { seconds })
}
export function text(words: string): TextValue {
  return { type: 'text', text: words }
}

/** What a test gives a node; params and inputs left out are complete defaults. */
interface Given {
  readonly params?: Readonly<Record<string, unknown>>
  readonly inputs?: Readonly<Record<string, Value | readonly Value[]>>
  /** Values of inputs that exist because of the params. */
  readonly more?: Readonly<Record<string, Value>>
  /** Parsed table files by param. */
  readonly tables?: Readonly<Record<string, Omit<TableValue, 'type'>>>
}

function effective(spec: ParamSpec): unknown {
  if (spec.kind === 'file') return null
  if (spec.kind === 'per-item') return []
  return spec.inherit && spec.default === null ? FILM[spec.inherit] : spec.default
}

/** Effective params and inputs as the engine hands them to a node's pure code. */
function argsFor(definition: NodeDefinition, given: Given = {}): EvaluateArgs<never, InputSpecs> {
  const defaults = Object.entries(definition.params).map(([id, spec]) => [id, effective(spec)])
  const lists = Object.entries(definition.inputs).flatMap(([id, spec]) => (spec.list ? [[id, []]] : []))
  return {
    params: { ...Object.fromEntries(defaults), ...given.params } as never,
    inputs: { ...Object.fromEntries(lists), ...given.inputs },
    input: (port) => given.more?.[port],
    table: (param) => given.tables?.[param] ?? null,
  }
}

export function evaluate(definition: NodeDefinition, given: Given = {}): Outputs {
  if (definition.behave.kind !== 'evaluate') throw new Error(`${definition.type} does not evaluate`)
  return definition.behave.evaluate(argsFor(definition, given))
}

/** The request that a generator makes. */
export function fitOf(definition: NodeDefinition, model: ModelEntry, given: Given = {}, seed = 7): Fit {
  if (definition.behave.kind !== 'generate') throw new Error(`${definition.type} does not generate`)
  return definition.behave.request({ ...argsFor(definition, given), model, seed })
}

function literal(definition: NodeDefinition, params: Readonly<Record<string, Json>>): Record<string, Json> {
  const defaults = Object.entries(definition.params).map(([id, spec]): [string, Json] => [id, spec.default])
  return { ...Object.fromEntries(defaults), ...params }
}

export function problemsOf(
  definition: NodeDefinition,
  params: Readonly<Record<string, Json>> = {},
  wired: readonly string[] = [],
  model?: ModelEntry,
): readonly string[] {
  return definition.problems?.(literal(definition, params), new Set(wired), model) ?? []
}

export function activeOutputs(
  definition: NodeDefinition,
  params: Readonly<Record<string, Json>> = {},
  wired: readonly string[] = [],
  model?: ModelEntry,
): readonly string[] | undefined {
  return definition.activeOutputs?.(literal(definition, params), model, new Set(wired))
}

/** One call of a media tool, without its job. */
interface ToolCall {
  readonly tool: keyof MediaTools
  readonly input: unknown
  readonly output: string
  readonly options: unknown
}

/** What an execution did to the world. */
interface Ran {
  readonly outputs: Outputs
  readonly tools: readonly ToolCall[]
  /** Progress as it was told. */
  readonly progress: readonly number[]
}

/**
 * Runs a node against media tools that only note what they were asked. `keep` takes nothing but a file of `temp` that a tool
 * has written, and calls it by its tool: the kept value's digest is `digest('made by conform')`.
 */
export async function run(definition: NodeDefinition, given: Given = {}): Promise<Ran> {
  if (definition.behave.kind !== 'run') throw new Error(`${definition.type} does not run`)
  const tools: ToolCall[] = []
  const progress: number[] = []
  const temp = '/temp/execution'
  let files = 0
  const note = (tool: keyof MediaTools, input: unknown, output: string, options: unknown) => {
    tools.push({ tool, input, output, options })
    return Promise.resolve()
  }
  const context: RunContext<never, InputSpecs> = {
    ...argsFor(definition, given),
    signal: new AbortController().signal,
    progress: (fraction) => progress.push(fraction),
    log: () => {},
    temp,
    tempFile: (extension) => `${temp}/${files++}.${extension}`,
    open: (of) => Promise.resolve(`/blobs/${of}`),
    value: (of, type) => Promise.resolve({ ...media(type, '', {}), ...named(type), digest: of }),
    keep: (path, type) => {
      const written = tools.find((call) => call.output === path)
      if (!path.startsWith(`${temp}/`) || !written) return Promise.reject(new Error(`nothing was written to ${path}`))
      return Promise.resolve({ ...named(type), digest: digest(`made by ${written.tool}`) })
    },
    memo: async (name, _fingerprint, extension, produce) => {
      const path = `${temp}/${name}.${extension}`
      await produce(path)
      return path
    },
    media: {
      probe: () => Promise.resolve({ format: 'test', bytes: 1 }),
      conform: (input, output, profile, job) => {
        job.progress(1)
        return note('conform', input, output, profile)
      },
      grabFrame: (input, output, at, job) => {
        job.progress(1)
        return note('grabFrame', input, output, at)
      },
      assemble: (sequence, output, options, job) => {
        job.progress(1)
        return note('assemble', sequence, output, options)
      },
    },
  }
  return { outputs: await definition.behave.run(context), tools, progress }
}

function named(type: MediaType): MediaValue {
  return type === 'image' ? image('') : type === 'video' ? video('') : audio('')
}
