import type { ModelEntry } from '../catalog/schema.ts'
import type { EvaluateArgs, RunContext } from './context.ts'
import type { Fit, Simulation } from './generate.ts'
import type { ParamSpecs, Params } from './params.ts'
import type { InputSpecs, OutputSpecs, Outputs } from './ports.ts'

/** A bundle of params under a name of its own in the library: a `reference-image` is a `file` of kind image. */
export interface Preset {
  readonly id: string
  readonly title: string
  readonly params: Params
}

/** What a generator's pure code sees: also the chosen model and the seed of this take. */
export interface GenerateArgs<P extends ParamSpecs, I extends InputSpecs> extends EvaluateArgs<P, I> {
  readonly model: ModelEntry
  readonly seed: number
}

/**
 * How a node comes by its outputs.
 * - `evaluate`: pure and cheap; also called by the plan, so that what hangs on it is known before Run.
 * - `run`: does work through its context.
 * - `generate`: one request to the model named by `params[modelParam]`; outputs go to the port of their media type.
 * - `gate`: passes `inputs.value` to `outputs.value` once a person has approved it.
 * - `inert`: only for people (a note); never planned or run.
 */
export type Behaviour<P extends ParamSpecs, I extends InputSpecs> =
  | { readonly kind: 'evaluate'; readonly evaluate: (args: EvaluateArgs<P, I>) => Outputs }
  | { readonly kind: 'run'; readonly run: (context: RunContext<P, I>) => Promise<Outputs> }
  | {
      readonly kind: 'generate'
      readonly modelParam: string
      readonly request: (args: GenerateArgs<P, I>) => Fit
      readonly simulation: (params: Params, item: { id: string }) => Simulation
    }
  | { readonly kind: 'gate' }
  | { readonly kind: 'inert' }

/** Pictures that stand for node types; the editor draws one for each name. */
export type NodeIcon =
  | 'text'
  | 'table'
  | 'picture'
  | 'kit'
  | 'sparkles'
  | 'enlarge'
  | 'sound'
  | 'face'
  | 'frame'
  | 'crop'
  | 'sequence'
  | 'film'
  | 'gate'
  | 'note'

interface Definition<P extends ParamSpecs, I extends InputSpecs> {
  readonly type: string
  /** Shape of the params; saved as `version`, raised with a migration. */
  readonly schema: number
  /** Meaning of the output; part of the key. Raise it when the same inputs would give another result. */
  readonly behaviour: number
  /** Earlier behaviours whose outputs still count. Generators: `all` unless said otherwise; others: none. */
  readonly accepts?: 'all' | readonly number[]
  readonly title: string
  readonly summary: string
  readonly icon: NodeIcon
  readonly category: 'input' | 'generate' | 'process' | 'assemble' | 'flow' | 'note'
  /** The node's documentation: what it does, its ports and params, in Markdown. */
  readonly docs: string
  readonly params: P
  readonly inputs: I
  readonly outputs: OutputSpecs
  /** More inputs that the literal params call for. */
  readonly moreInputs?: (params: Params) => InputSpecs
  /** More outputs that the literal params call for; `null`: any port id is legal, known only when evaluated. */
  readonly moreOutputs?: (params: Params) => OutputSpecs | null
  /** The outputs these params and wires really give (a model makes images or clips); all, where absent. */
  readonly activeOutputs?: (
    params: Params,
    model: ModelEntry | undefined,
    wired: ReadonlySet<string>,
  ) => readonly string[]
  /** What is wrong with the literal params and the set of wired ports, beyond each param's own rules; sentences. */
  readonly problems?: (params: Params, wired: ReadonlySet<string>, model: ModelEntry | undefined) => readonly string[]
  readonly presets?: readonly Preset[]
  /** By the schema number reached: `migrate[2]` takes params of schema 1 to schema 2. */
  readonly migrate?: Readonly<Record<number, (params: Params) => Params>>
  /** Its outputs are films for the outside world; `--out` and the editor's Export deliver them. */
  readonly delivers?: true
  /** Which pool bounds it: `cpu` (ffmpeg), `io` (anything light). A generator's is its provider's. */
  readonly resource?: 'cpu' | 'io'
  readonly behave: Behaviour<P, I>
}

/** A node type, with the types of its own params and ports forgotten, as the engine and the canvas handle it. */
export type NodeDefinition = Definition<ParamSpecs, InputSpecs>

/**
 * Declares a node type: one file per type, drawn and run from the same definition. The declared specs type what the node's code
 * sees; outside, every definition has the one erased type.
 */
export function defineNode<const P extends ParamSpecs, const I extends InputSpecs>(
  definition: Definition<P, I>,
): NodeDefinition {
  // The engine builds args from these very specs, so erasing them here is the one safe place to do it.
  return definition as unknown as NodeDefinition
}

/** False for a generator: each of its executions is a take of its own. */
export function isRepeatable(definition: NodeDefinition): boolean {
  return definition.behave.kind !== 'generate'
}

/** All node types by their id. */
export type Registry = ReadonlyMap<string, NodeDefinition>
