import { type Json, sameJson } from '#shared/json.ts'
import type { PerItemParam } from '#shared/node/params.ts'

export type Fields = Readonly<Record<string, Json>>

/** Which item of a list port: its wire, its id, and whether it is the only one of that wire. */
export interface ItemPlace {
  readonly edge: string
  readonly item: string
  readonly single: boolean
}

function asFields(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

const own = (fields: Fields, key: string): Json | undefined => (Object.hasOwn(fields, key) ? fields[key] : undefined)

/** The settings stored for an item: its own, else those of all items of its wire. */
export function fieldsOf(stored: Json | undefined, { edge, item }: Pick<ItemPlace, 'edge' | 'item'>): Fields {
  const all = asFields(stored)
  return asFields(own(all, `${edge}#${item}`) ?? own(all, edge))
}

/** A field as a number: what is stored, else what the field's declaration says; null where that is nothing. */
export function numberField(fields: Fields, spec: PerItemParam, id: string): number | null {
  const stored = own(fields, id)
  if (typeof stored === 'number') return stored
  const field = spec.fields[id]
  return field?.kind === 'number' && stored === undefined ? field.default : null
}

export function choiceField(fields: Fields, spec: PerItemParam, id: string): string | null {
  const stored = own(fields, id)
  if (typeof stored === 'string') return stored
  const field = spec.fields[id]
  return field?.kind === 'choice' ? field.default : null
}

/**
 * The stored settings with some fields of one item changed. Fields at their default are not kept, so that what is set back leaves
 * nothing behind.
 */
export function withFields(stored: Json | undefined, spec: PerItemParam, place: ItemPlace, change: Fields): Fields {
  const all = asFields(stored)
  const ownKey = `${place.edge}#${place.item}`
  const key = place.single && !Object.hasOwn(all, ownKey) ? place.edge : ownKey
  const next = Object.fromEntries(
    Object.entries({ ...fieldsOf(stored, place), ...change }).filter(([id, value]) => {
      const field = spec.fields[id]
      return field === undefined || !sameJson(value, field.default)
    }),
  )
  const { [key]: _, ...others } = all
  // An empty entry of an item still stands before what its wire says.
  const needed = Object.keys(next).length > 0 || (key === ownKey && Object.hasOwn(all, place.edge))
  if (!needed) return others
  // Its place among the others stays, so that the file changes only where it must.
  return Object.hasOwn(all, key) ? { ...all, [key]: next } : { ...others, [key]: next }
}

/** The stored settings without anything of one wire. */
export function withoutWire(stored: Json | undefined, edge: string): Fields {
  return Object.fromEntries(
    Object.entries(asFields(stored)).filter(([key]) => key !== edge && !key.startsWith(`${edge}#`)),
  )
}
