import type { ModelEntry } from '../catalog/schema.ts'
import type { Settings } from '../graph/document.ts'
import type { ParamId } from '../graph/ids.ts'
import type { GraphNode } from '../graph/topology.ts'
import type { Value } from '../graph/values.ts'
import { canonicalJson, type Json, sameJson } from '../json.ts'
import type { NodeDefinition } from '../node/define.ts'
import { absentValue, literalValue, paramProblem, short, wiredValue } from '../node/param-values.ts'
import type { ParamSpec, PerItemParam } from '../node/params.ts'
import { type Gathered, type Shape, settingsPerItem } from './shape.ts'
import type { Facts, InputFile } from './world.ts'

/** The params of one work item in force, as its code sees them and as its key names them. */
export interface Effective {
  /** For the node's code: files as `{digest}` or null, settings per item as arrays. */
  readonly values: Readonly<Record<ParamId, unknown>>
  /** Canonical JSON of what enters the fingerprint. */
  readonly keyed: string
  readonly model: ModelEntry | undefined
  readonly tables: Readonly<Record<ParamId, InputFile & { ok: true }>>
}

export type EffectiveResult =
  | { readonly ok: true; readonly effective: Effective }
  | { readonly ok: false; readonly problem: string }
  /** An input file that nobody has looked at yet. */
  | { readonly ok: false; readonly unread: string }

/** Builds the params of each work item of a node; what no wire changes is worked out once. */
export function effectiveParams(node: GraphNode, shape: Shape, settings: Settings, world: Facts) {
  const entries = specsOf(node.definition)
  const wired = shape.mapped.filter((each) => each.input.param).map((each) => each.input.port)
  const literal = (id: ParamId, spec: ParamSpec) => literalValue(spec, node.instance.params[id], settings)
  if (wired.length === 0) {
    const all = resolveAll(entries, literal, shape, world)
    const result: EffectiveResult = all.ok ? { ok: true, effective: finish(all.parts) } : all
    return () => result
  }
  const fixed = resolveAll(
    entries.filter(([id]) => !wired.includes(id)),
    literal,
    shape,
    world,
  )
  const open = entries.filter(([id]) => wired.includes(id))
  return (wiredTo: (param: ParamId) => Value | undefined): EffectiveResult => {
    if (!fixed.ok) return fixed
    const rest = resolveAll(
      open,
      (id, spec) => {
        const value = wiredTo(id)
        return value === undefined ? literal(id, spec) : wiredValue(spec, value)
      },
      shape,
      world,
    )
    return rest.ok ? { ok: true, effective: finish(merge(fixed.parts, rest.parts)) } : rest
  }
}

const SPECS = new WeakMap<NodeDefinition, readonly (readonly [ParamId, ParamSpec])[]>()

/** The params of a definition as pairs, which thousands of nodes share. */
function specsOf(definition: NodeDefinition): readonly (readonly [ParamId, ParamSpec])[] {
  const known = SPECS.get(definition) ?? Object.entries(definition.params)
  SPECS.set(definition, known)
  return known
}

interface Parts {
  readonly values: Record<ParamId, unknown>
  readonly keyed: Record<ParamId, Json>
  readonly tables: Record<ParamId, InputFile & { ok: true }>
  model: ModelEntry | undefined
}

type PartsResult = { ok: true; parts: Parts } | { ok: false; problem: string } | { ok: false; unread: string }

function resolveAll(
  entries: readonly (readonly [ParamId, ParamSpec])[],
  literal: (id: ParamId, spec: ParamSpec) => Json | undefined,
  shape: Shape,
  world: Facts,
): PartsResult {
  const parts: Parts = { values: {}, keyed: {}, tables: {}, model: undefined }
  for (const [id, spec] of entries) {
    const value = literal(id, spec)
    if (value === undefined) return { ok: false, problem: `‘${id}’ cannot be read from what is wired to it.` }
    const problem = paramProblem(spec, value)
    if (problem) return { ok: false, problem: `‘${id}’ ${problem}.` }
    const failed = place(parts, id, spec, value, shape, world)
    if (failed) return failed
  }
  return { ok: true, parts }
}

function place(
  parts: Parts,
  id: ParamId,
  spec: ParamSpec,
  value: Json,
  shape: Shape,
  world: Facts,
): Exclude<PartsResult, { ok: true }> | null {
  if (spec.kind === 'model') {
    const model = world.model(String(value))
    if (!model) return { ok: false, problem: `there is no model ${short(value)} in the catalog.` }
    if (!spec.kinds.includes(model.kind))
      return { ok: false, problem: `${model.title} makes ${model.kind}, not ${spec.kinds.join(' or ')}.` }
    parts.values[id] = value
    parts.model = model
    return null
  }
  if (spec.kind === 'file') return placeFile(parts, id, spec.cosmetic === true, String(value), world)
  if (spec.kind === 'per-item') {
    const settings = perItem(spec, value, gatheredAt(shape, spec.port))
    parts.values[id] = settings.values
    if (settings.keyed.some((each) => Object.keys(each).length > 0)) parts.keyed[id] = settings.keyed
    return null
  }
  parts.values[id] = value
  if (!spec.cosmetic && (spec.neutral === undefined || !sameJson(value, spec.neutral))) parts.keyed[id] = value
  return null
}

function placeFile(
  parts: Parts,
  id: ParamId,
  cosmetic: boolean,
  path: string,
  world: Facts,
): Exclude<PartsResult, { ok: true }> | null {
  if (path === '') {
    parts.values[id] = null
    return null
  }
  const file = world.file(path)
  if (!file) return { ok: false, unread: path }
  if (!file.ok) return { ok: false, problem: file.message }
  parts.values[id] = { digest: file.digest }
  if (file.table) parts.tables[id] = file
  if (!cosmetic) parts.keyed[id] = { digest: file.digest }
  return null
}

function gatheredAt(shape: Shape, port: string): readonly Gathered[] {
  return shape.lists.find((each) => each.input.port === port)?.gathered ?? []
}

function perItem(spec: PerItemParam, stored: Json, gathered: readonly Gathered[]) {
  const keyed: Record<string, Json>[] = []
  const values: Record<string, Json>[] = []
  for (const settings of settingsPerItem(stored as { readonly [key: string]: unknown }, gathered)) {
    const given = settings as Readonly<Record<string, Json>>
    const value: Record<string, Json> = {}
    const key: Record<string, Json> = {}
    for (const [name, field] of Object.entries(spec.fields)) {
      const set = given[name] ?? absentValue(field)
      value[name] = set
      if (!sameJson(set, absentValue(field))) key[name] = set
    }
    values.push(value)
    keyed.push(key)
  }
  return { values, keyed }
}

function merge(a: Parts, b: Parts): Parts {
  return {
    values: { ...a.values, ...b.values },
    keyed: { ...a.keyed, ...b.keyed },
    tables: { ...a.tables, ...b.tables },
    model: b.model ?? a.model,
  }
}

function finish(parts: Parts): Effective {
  return {
    values: parts.values,
    keyed: canonicalJson(parts.keyed),
    model: parts.model,
    tables: parts.tables,
  }
}
