import { type Json, sameJson } from '#shared/json.ts'
import type { PerItemParam } from '#shared/node/params.ts'

export type Fields = Readonly<Record<string, Json>>

/** Which item of a list port: its wire, its id (null: all items of the wire), and whether it is the only one of that wire. */
export interface ItemPlace {
  readonly edge: string
  readonly item: string | null
  readonly single: boolean
}

/** Settings are named by wire and item, so that an inserted item or a wire in another place moves nothing. */
function nameOf({ edge, item }: Pick<ItemPlace, 'edge' | 'item'>): string {
  return item === null ? edge : `${edge}#${item}`
}

function asFields(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

const own = (fields: Fields, key: string): Json | undefined => (Object.hasOwn(fields, key) ? fields[key] : undefined)

/** The settings stored for an item: its own, else those of all items of its wire. */
export function fieldsOf(stored: Json | undefined, place: Pick<ItemPlace, 'edge' | 'item'>): Fields {
  const all = asFields(stored)
  return asFields(own(all, nameOf(place)) ?? own(all, place.edge))
}

/** Whether an item, or a wire, has settings stored for itself. */
export function hasOwnFields(stored: Json | undefined, place: Pick<ItemPlace, 'edge' | 'item'>): boolean {
  return Object.hasOwn(asFields(stored), nameOf(place))
}

/** Whose settings are in force for a wire that brings one item, or is not known to bring any: the item's own, else the wire's. */
export function placeInForce(stored: Json | undefined, edge: string, only: string | null): ItemPlace {
  const item = only !== null && hasOwnFields(stored, { edge, item: only }) ? only : null
  return { edge, item, single: false }
}

/** The stored settings without those of an item itself: those of its wire hold again. */
export function withoutFields(stored: Json | undefined, place: Pick<ItemPlace, 'edge' | 'item'>): Fields {
  const { [nameOf(place)]: _, ...others } = asFields(stored)
  return others
}

/** A field as a number: what is stored, else what the field's declaration says; null where that is nothing. */
export function numberField(fields: Fields, spec: PerItemParam, id: string): number | null {
  const stored = own(fields, id)
  if (typeof stored === 'number') return stored
  const field = spec.fields[id]
  return field?.kind === 'number' && stored === undefined ? field.default : null
}

/** A field as one of several options: what is stored, else what the field's declaration says; null where that is nothing. */
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
  const ownKey = nameOf(place)
  const key = place.single && !Object.hasOwn(all, ownKey) ? place.edge : ownKey
  const next = Object.fromEntries(
    Object.entries({ ...fieldsOf(stored, place), ...change }).filter(([id, value]) => {
      const field = spec.fields[id]
      return field === undefined || !sameJson(value, field.default)
    }),
  )
  const { [key]: _, ...others } = all
  // An empty entry of an item still stands before what its wire says.
  const needed = Object.keys(next).length > 0 || (key !== place.edge && Object.hasOwn(all, place.edge))
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
