import type { Instance } from '../graph/document.ts'
import type { PortType } from '../graph/values.ts'
import type { NodeDefinition } from './define.ts'
import type { ParamSpec } from './params.ts'
import type { InputSpec, OutputSpec } from './ports.ts'

/** The type of the input that a param becomes when it is wired; null where it cannot be. */
export function paramPortType(spec: ParamSpec): PortType | null {
  switch (spec.kind) {
    case 'text':
    case 'choice':
    case 'model':
    case 'file':
      return 'text'
    case 'number':
    case 'boolean':
    case 'seed':
      return 'number'
    case 'table':
      return 'table'
    case 'per-item':
      return null
  }
}

/** The declared inputs of an instance, those its params call for included, in declared order; without wireable params. */
export function inputsOf(definition: NodeDefinition, instance: Instance): Readonly<Record<string, InputSpec>> {
  return definition.moreInputs ? { ...definition.inputs, ...definition.moreInputs(instance.params) } : definition.inputs
}

/** What an input id of an instance means: a port or a wired param. */
export type InputPort =
  | { readonly kind: 'port'; readonly spec: InputSpec }
  | { readonly kind: 'param'; readonly spec: ParamSpec; readonly type: PortType }

/** An input of an instance by its id; null where the definition has none of that id. */
export function inputPort(definition: NodeDefinition, instance: Instance, port: string): InputPort | null {
  const spec = own(inputsOf(definition, instance), port)
  if (spec) return { kind: 'port', spec }
  const param = own(definition.params, port)
  const type = param ? paramPortType(param) : null
  return param && type ? { kind: 'param', spec: param, type } : null
}

/** A port as it appears in `moreOutputs: null`: its name is legal, its column is known when the node has run. */
const ANY_COLUMN: OutputSpec = { type: 'text', label: '', list: true }

/** An output of an instance, or null where the definition has none of that id. */
export function outputPort(definition: NodeDefinition, instance: Instance, port: string): OutputSpec | null {
  const declared = own(definition.outputs, port)
  if (declared) return declared
  if (!definition.moreOutputs) return null
  const more = definition.moreOutputs(instance.params)
  return more === null ? ANY_COLUMN : (own(more, port) ?? null)
}

/** A member by an id that a file chose: `constructor` is a legal id, and every object answers to it. */
function own<T>(members: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(members, id) ? members[id] : undefined
}
