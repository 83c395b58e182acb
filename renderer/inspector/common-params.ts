import type { Instance } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { type Json, sameJson } from '#shared/json.ts'
import type { Registry } from '#shared/node/define.ts'
import type { ChoiceParam, NumberParam, ParamSpec } from '#shared/node/params.ts'

/** A param that all selected nodes have. */
export interface CommonParam {
  readonly id: string
  /** What is legal for every one of them. */
  readonly spec: ParamSpec
  /** Of the first node whose param is not wired. */
  readonly value: Json
  /** They differ. */
  readonly mixed: boolean
  /** Nodes whose own value counts: a wire takes the place of it in the others. */
  readonly nodes: readonly NodeId[]
  /** How many of them have it wired. */
  readonly wired: number
}

/** The params that nodes have in common, by id and kind, in the order of the first node. Settings per wire are never common. */
export function commonParams(
  nodes: readonly Instance[],
  registry: Registry,
  isWired: (node: NodeId, param: string) => boolean,
): readonly CommonParam[] {
  const definitions = nodes.map(({ type }) => registry.get(type))
  const [first] = definitions
  if (!first) return []
  return Object.entries(first.params).flatMap(([id, spec]): CommonParam[] => {
    let common: ParamSpec | null = spec
    for (const definition of definitions) {
      const other = definition && Object.hasOwn(definition.params, id) ? definition.params[id] : undefined
      common = common && other ? both(common, other) : null
    }
    if (!common) return []
    const free = nodes.filter((node) => !isWired(node.id, id))
    const values = free.map((node) => node.params[id] ?? definitions[nodes.indexOf(node)]?.params[id]?.default ?? null)
    const [value = spec.default] = values
    return [
      {
        id,
        spec: common,
        value,
        mixed: values.some((other) => !sameJson(other, value)),
        nodes: free.map((node) => node.id),
        wired: nodes.length - free.length,
      },
    ]
  })
}

/** What sets a common param in all of its nodes. */
export function setAll({ id, nodes }: CommonParam, value: Json): readonly Edit[] {
  return nodes.map((node) => ({ kind: 'set-param', node, param: id, value }))
}

/** What is legal for both; null where they are not of one kind or share nothing. */
function both(a: ParamSpec, b: ParamSpec): ParamSpec | null {
  if (a === b) return a.kind === 'per-item' ? null : a
  if (a.kind === 'number' && b.kind === 'number') return bothNumbers(a, b)
  if (a.kind === 'choice' && b.kind === 'choice') return bothChoices(a, b)
  if (a.kind === 'model' && b.kind === 'model') return sameJson([...a.kinds], [...b.kinds]) ? a : null
  if (a.kind === 'file' && b.kind === 'file') return sameJson([...a.accept], [...b.accept]) ? a : null
  if (a.kind === 'text' && b.kind === 'text') {
    const { maxLength: _, ...rest } = a
    const lengths = [a.maxLength, b.maxLength].filter((length) => length !== undefined)
    return lengths.length > 0 ? { ...rest, maxLength: Math.min(...lengths) } : rest
  }
  return a.kind === b.kind && a.kind !== 'per-item' ? a : null
}

function bothNumbers(a: NumberParam, b: NumberParam): NumberParam | null {
  if (a.unit !== b.unit) return null
  const { min: _min, max: _max, inherit: _inherit, nullable: _nullable, integer: _integer, ...rest } = a
  const least = [a.min, b.min].filter((bound) => bound !== undefined)
  const most = [a.max, b.max].filter((bound) => bound !== undefined)
  return {
    ...rest,
    ...(least.length > 0 ? { min: Math.max(...least) } : {}),
    ...(most.length > 0 ? { max: Math.min(...most) } : {}),
    ...(a.integer || b.integer ? { integer: true } : {}),
    ...(takesNull(a) && takesNull(b) ? { nullable: true } : {}),
    ...(a.inherit !== undefined && a.inherit === b.inherit ? { inherit: a.inherit } : {}),
  }
}

function takesNull(spec: NumberParam): boolean {
  return spec.nullable === true || spec.inherit !== undefined
}

function bothChoices(a: ChoiceParam, b: ChoiceParam): ChoiceParam | null {
  const options = a.options.filter(({ value }) => b.options.some((other) => other.value === value))
  return options.length > 0 ? { ...a, options } : null
}
