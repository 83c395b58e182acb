import { z } from 'zod'
import type { Settings } from '../graph/document.ts'
import type { Value } from '../graph/values.ts'
import type { Json } from '../json.ts'
import type { NumberParam, ParamSpec } from './params.ts'

export const zTableCells = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.object({ id: z.string().min(1), cells: z.array(z.string()) })),
})

/** Why a value is not legal for a param, as the end of a sentence ("is 12, which is over 10"); null where it is. */
export function paramProblem(spec: ParamSpec, value: Json): string | null {
  switch (spec.kind) {
    case 'text':
      if (typeof value !== 'string') return 'is not a text'
      return spec.maxLength !== undefined && value.length > spec.maxLength
        ? `has ${value.length} characters, ${spec.maxLength} is the most`
        : null
    case 'file':
    case 'model':
      return typeof value === 'string' ? null : 'is not a text'
    case 'number':
      return numberProblem(spec, value)
    case 'boolean':
      return typeof value === 'boolean' ? null : 'is neither true nor false'
    case 'choice':
      return spec.options.some((option) => option.value === value)
        ? null
        : `is ${short(value)}, which is none of ${spec.options.map((option) => option.value).join(', ')}`
    case 'seed':
      return value === null ||
        (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff)
        ? null
        : 'is not a whole number from 0 to 4294967295'
    case 'table':
      return tableProblem(value)
    case 'per-item':
      return perItemProblem(spec.fields, value)
  }
}

function tableProblem(value: Json): string | null {
  const table = zTableCells.safeParse(value)
  if (!table.success) return 'is not a table of columns and rows'
  const ids = new Set<string>()
  for (const { id } of table.data.rows) {
    // Work items are named after rows; two of one name could not be told apart.
    if (ids.has(id)) return `has two rows with the id ${short(id)}`
    ids.add(id)
  }
  return null
}

function numberProblem(spec: NumberParam, value: Json): string | null {
  if (value === null) return spec.nullable || spec.inherit ? null : 'has no value'
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'is not a number'
  if (spec.integer && !Number.isInteger(value)) return `is ${value}, which is not a whole number`
  if (spec.min !== undefined && value < spec.min) return `is ${value}, which is under ${spec.min}`
  if (spec.max !== undefined && value > spec.max) return `is ${value}, which is over ${spec.max}`
  return null
}

function perItemProblem(fields: Readonly<Record<string, ParamSpec>>, value: Json): string | null {
  if (!isObject(value)) return 'is not a set of settings per item'
  for (const [item, settings] of Object.entries(value)) {
    if (settings === undefined || !isObject(settings)) return `has no settings at ‘${item}’`
    for (const [name, setting] of Object.entries(settings)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (!field) return `has a setting ‘${name}’ at ‘${item}’ that is not known`
      const problem = setting === undefined ? null : paramProblem(field, setting)
      if (problem) return `: ‘${name}’ at ‘${item}’ ${problem}`
    }
  }
  return null
}

function isObject(value: Json): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a node saved without the param means by that. */
export function absentValue(spec: ParamSpec): Json {
  return spec.neutral !== undefined ? spec.neutral : spec.default
}

/** The literal value of a param in force: what is stored, else what absence means; an inherited one from the film's settings. */
export function literalValue(spec: ParamSpec, stored: Json | undefined, settings: Settings): Json {
  const value = stored === undefined ? absentValue(spec) : stored
  return value === null && spec.inherit ? settings.delivery[spec.inherit] : value
}

/** A wired value as the literal it replaces; undefined where it cannot be one. Only types that `paramPortType` names come here. */
export function wiredValue(spec: ParamSpec, value: Value): Json | undefined {
  switch (value.type) {
    case 'text':
      return fromText(spec, value.text)
    case 'number':
      if (spec.kind === 'boolean') return value.number !== 0
      return spec.kind === 'number' || spec.kind === 'seed' ? value.number : String(value.number)
    case 'table':
      return { columns: value.columns, rows: value.rows }
    default:
      return undefined
  }
}

/** The words for true and false. */
const SWITCHES = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
])

function fromText(spec: ParamSpec, text: string): Json | undefined {
  switch (spec.kind) {
    case 'number':
    case 'seed': {
      const number = Number(text.trim())
      return text.trim() !== '' && Number.isFinite(number) ? number : undefined
    }
    case 'boolean':
      return SWITCHES.get(text.trim().toLowerCase())
    case 'table':
    case 'per-item':
      return undefined
    default:
      return text
  }
}

export type ReadParam = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: string }

/**
 * A value typed by a person, read by the param's kind: text as it stands, numbers, `true`/`false`, `null` or nothing for "not
 * set", JSON for tables and settings per item.
 */
export function readParam(spec: ParamSpec, text: string): ReadParam {
  const value = readValue(spec, text)
  const problem = value === undefined ? `cannot be read from ‘${text}’` : paramProblem(spec, value)
  return problem === null && value !== undefined
    ? { ok: true, value }
    : { ok: false, problem: problem ?? 'is not legal' }
}

function readValue(spec: ParamSpec, text: string): Json | undefined {
  const trimmed = text.trim()
  if ((spec.kind === 'number' || spec.kind === 'seed') && (trimmed === 'null' || trimmed === '')) return null
  if (spec.kind === 'table' || spec.kind === 'per-item') {
    try {
      return JSON.parse(text) as Json
    } catch {
      return undefined
    }
  }
  return fromText(spec, text)
}

/** A value in a few characters, for reasons and messages. */
export function short(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const line = text.replace(/\s+/g, ' ')
  const cut = line.length > 40 ? `${line.slice(0, 39)}…` : line
  return typeof value === 'string' ? `‘${cut}’` : cut
}
