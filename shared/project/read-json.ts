import type { JsonObject } from '../json.ts'
import { jsonFault } from './json-fault.ts'

/** Deeper nesting than any project needs would only exhaust the stack of whoever walks it. */
const MAX_DEPTH = 100

export type ReadJson =
  | { readonly ok: true; readonly raw: JsonObject }
  | { readonly ok: false; readonly problem: string }

/** Reads a text as one JSON object that can be kept and written back without loss; else says in one sentence why not. */
export function readJsonObject(text: string): ReadJson {
  if (text.trim() === '') return { ok: false, problem: 'The file is empty; restore an earlier copy of it.' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problem: faultSentence(text) }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, problem: 'This is not a Reelay project: it holds no JSON object.' }
  }
  const problem = unkeepable(value)
  return problem === null ? { ok: true, raw: value as JsonObject } : { ok: false, problem }
}

function faultSentence(text: string): string {
  const fault = jsonFault(text)
  if (!fault) return 'This is not valid JSON; mend the file or restore an earlier copy of it.'
  const place = `line ${fault.line}, column ${fault.column}`
  return fault.atEnd
    ? `This is not valid JSON: the file breaks off at ${place}, where ${fault.expected} is missing; restore an earlier copy of it.`
    : `This is not valid JSON: at ${place} there should be ${fault.expected}; mend the file there or restore an earlier copy of it.`
}

interface Place {
  readonly value: object
  readonly path: string
  readonly depth: number
}

/** What JSON can say but a document cannot keep: numbers beyond the range, a member named `__proto__`, endless nesting. */
function unkeepable(root: object): string | null {
  const open: Place[] = [{ value: root, path: '', depth: 1 }]
  for (let place = open.pop(); place; place = open.pop()) {
    if (place.depth > MAX_DEPTH) return `This is not a Reelay project: it is nested more than ${MAX_DEPTH} levels deep.`
    const isList = Array.isArray(place.value)
    for (const [key, member] of Object.entries(place.value)) {
      const isNumber = typeof member === 'number'
      if (!isNumber && (typeof member !== 'object' || member === null) && key !== '__proto__') continue
      const path = isList ? `${place.path}[${key}]` : `${place.path}${place.path === '' ? '' : '.'}${key}`
      if (key === '__proto__') return `${path} is a name that no member may have; take it out of the file.`
      if (!isNumber) open.push({ value: member as object, path, depth: place.depth + 1 })
      else if (!Number.isFinite(member))
        return `${path} is a number too large to keep; write it as text or make it smaller.`
    }
  }
  return null
}
