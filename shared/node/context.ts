import type { MediaType, MediaValue, Value } from '../graph/values.ts'
import type { JsonObject } from '../json.ts'
import type { MediaTools } from './media.ts'
import type { ParamSpecs, ParamValues } from './params.ts'
import type { InputSpecs, InputValues } from './ports.ts'

/** What a node's pure code sees: effective params and inputs, nothing else. */
export interface EvaluateArgs<P extends ParamSpecs, I extends InputSpecs> {
  readonly params: ParamValues<P>
  readonly inputs: InputValues<I>
  /** A port that exists because of the params (`{{name}}` in a prompt). */
  readonly input: (port: string) => Value | undefined
  /** The parsed rows of a `file` param that accepts tables. */
  readonly table: (
    param: string,
  ) => { columns: readonly string[]; rows: readonly { id: string; cells: readonly string[] }[] } | null
}

/** All a node's `run` reaches of the world. It reads inputs as blobs, writes only under `temp`, has no side effects. */
export interface RunContext<P extends ParamSpecs = ParamSpecs, I extends InputSpecs = InputSpecs>
  extends EvaluateArgs<P, I> {
  readonly signal: AbortSignal
  /** 0..1 */
  readonly progress: (fraction: number) => void
  readonly log: (message: string) => void
  readonly media: MediaTools
  /** A folder of this execution, removed when it ends. */
  readonly temp: string
  /** A path for a new file in `temp`. */
  readonly tempFile: (extension: string) => string
  /** The local path of a blob. */
  readonly open: (digest: string) => Promise<string>
  /** Moves a finished file of `temp` into the store and probes it. */
  readonly keep: (path: string, type: MediaType) => Promise<MediaValue>
  /** The stored blob of an input file, probed; throws where it is no readable media of that type. */
  readonly value: (digest: string, type: MediaType) => Promise<MediaValue>
  /** A nested cached step with its own key; `produce` writes one file, the path of the stored file comes back. */
  readonly memo: (
    name: string,
    fingerprint: JsonObject,
    extension: string,
    produce: (output: string) => Promise<void>,
  ) => Promise<string>
}
