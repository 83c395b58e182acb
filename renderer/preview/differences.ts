import type { Instance, Settings } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'
import type { Json } from '#shared/json.ts'
import { sameJson } from '#shared/json.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { literalValue, short } from '#shared/node/param-values.ts'
import type { ParamSpec } from '#shared/node/params.ts'
import type { MadeItem } from './looks.ts'

/** A param that an output was made with and that its node has otherwise now. */
export interface Difference {
  readonly param: string
  readonly label: string
  readonly was: Json
  readonly now: Json
}

/** What an output was made with. */
type Made = Pick<MadeItem, 'params' | 'model'>

/**
 * The params of an output that its node has otherwise now, in the order of its form. Wired params and files are left out: they come
 * from elsewhere, and their paths are in no fingerprint.
 */
export function differences(
  definition: NodeDefinition,
  node: Pick<Instance, 'params'>,
  wired: ReadonlySet<string>,
  settings: Settings,
  made: Made,
): readonly Difference[] {
  return Object.entries(definition.params).flatMap(([param, spec]) => {
    if (wired.has(param)) return []
    const was = madeWith(spec, param, made)
    const now = literalValue(spec, node.params[param], settings)
    return was === undefined || sameJson(was, now) ? [] : [{ param, label: spec.label, was, now }]
  })
}

/** The value in a fingerprint: one that is not there was the neutral one; undefined where the fingerprint does not say. */
function madeWith(spec: ParamSpec, param: string, { params, model }: Made): Json | undefined {
  if (spec.cosmetic || spec.kind === 'file' || spec.kind === 'per-item') return undefined
  if (spec.kind === 'model') return model ?? undefined
  if (Object.hasOwn(params, param)) return params[param]
  return spec.neutral
}

/** The edits that give a node the params an output was made with; none where it has them. */
export function restoreEdits(node: string, changed: readonly Difference[]): readonly Edit[] {
  if (changed.length === 0) return []
  return [{ kind: 'set-params', node, params: Object.fromEntries(changed.map(({ param, was }) => [param, was])) }]
}

/** A difference in a few words: `Seed 4, now 5`. */
export function inWords(
  { label, was, now }: Difference,
  words: { readonly now: string; readonly none: string },
): string {
  const written = (value: Json) => (value === null || value === '' ? words.none : short(value))
  return `${label} ${written(was)}, ${words.now} ${written(now)}`
}
