import { type Json, sameJson } from '../../json.ts'
import type { Document } from '../document.ts'
import { done, type EditResult, refused } from './result.ts'
import type { EditOf } from './schema.ts'

export function setPick(document: Document, { baseKey, takes, pick }: EditOf<'set-pick'>): EditResult {
  if (pick === null) {
    if (takes > 1) return refused(`Of ${takes} takes one has to be picked.`)
    return done(withEntry(document, 'picks', baseKey, null))
  }
  if (pick >= takes) return refused(`Take ${pick + 1} cannot be picked: there are ${takes}.`)
  const before = document.picks[baseKey]
  if (before?.takes === takes && before.pick === pick) return done(document)
  return done({ ...document, picks: { ...document.picks, [baseKey]: { ...before, takes, pick } } })
}

export function markTake(document: Document, { baseKey, take, mark }: EditOf<'mark-take'>): EditResult {
  const { marks: all = {}, ...unmarked } = document
  const before = Object.hasOwn(all, baseKey) ? (all[baseKey] ?? {}) : {}
  const isEmpty = mark === null || Object.keys(mark).length === 0
  if (isEmpty ? before[take] === undefined : before[take] !== undefined && same(before[take], mark))
    return done(document)
  const { [take]: _, ...others } = before
  const takes: typeof before = isEmpty ? others : { ...others, [take]: mark }
  const { [baseKey]: __, ...rest } = all
  const marks: typeof all = Object.keys(takes).length === 0 ? rest : { ...all, [baseKey]: takes }
  // Without any mark the document is as it was before the first one.
  return done(Object.keys(marks).length === 0 ? unmarked : { ...document, marks })
}

export function decide(document: Document, { digest, decision }: EditOf<'decide'>): EditResult {
  return done(withEntry(document, 'decisions', digest, decision))
}

export function setSettings(document: Document, { settings }: EditOf<'set-settings'>): EditResult {
  return done(same(document.settings, settings) ? document : { ...document, settings })
}

export function renameDocument(document: Document, { name }: EditOf<'rename-document'>): EditResult {
  return done(document.name === name ? document : { ...document, name })
}

export function replaceDefinition(document: Document, { id, definition }: EditOf<'replace-definition'>): EditResult {
  return done(withEntry(document, 'definitions', id, definition))
}

/** Sets one entry of a free map, or takes it out where `value` is null. */
function withEntry<Map extends 'picks' | 'decisions' | 'definitions'>(
  document: Document,
  map: Map,
  key: string,
  value: Document[Map][string] | null,
): Document {
  const entries: Document[Map] = document[map]
  const before: unknown = Object.hasOwn(entries, key) ? entries[key] : undefined
  if (value === null) {
    if (before === undefined) return document
    return { ...document, [map]: Object.fromEntries(Object.entries(entries).filter(([other]) => other !== key)) }
  }
  return before !== undefined && same(before, value) ? document : { ...document, [map]: { ...entries, [key]: value } }
}

/** Extra members are typed `unknown`, but what a document holds is JSON throughout. */
function same(a: unknown, b: unknown): boolean {
  return sameJson(a as Json, b as Json)
}
