import type { NodeId } from '#shared/graph/ids.ts'
import type { Json } from '#shared/json.ts'
import type { ParamSpec } from '#shared/node/params.ts'

/** What every widget is given, whatever kind of param it draws. */
export interface WidgetProps<S extends ParamSpec = ParamSpec> {
  readonly spec: S
  readonly value: Json
  /** It stands for several nodes whose values differ; `value` is that of the first. */
  readonly mixed: boolean
  /** The nodes that are set, at least one. */
  readonly nodes: readonly NodeId[]
  /** Id of the label's text. */
  readonly labelled: string
  /** Ids of help and problem. */
  readonly described: string | undefined
  readonly disabled: boolean
  readonly onChange: (value: Json) => void
  /** The person has left the field: the next change is a step of its own. */
  readonly onDone: () => void
}
