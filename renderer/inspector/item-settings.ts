import type { EdgeId, ItemId } from '#shared/graph/ids.ts'
import type { Json } from '#shared/json.ts'
import { memberOf } from './older-version.ts'

export type Fields = Readonly<Record<string, Json>>
/** Settings per item as they are stored: by `edge#item`, or by `edge` for all its items. */
export type ItemSettings = Readonly<Record<string, Fields>>

/** A stored value as settings; what is none is left out. */
export function asSettings(value: Json | undefined): ItemSettings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, fields]) =>
      typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? [[name, fields as Fields]] : [],
    ),
  )
}

/** Settings are named by wire and item, so that an inserted item or a wire in another place moves nothing. */
function nameOf(edge: EdgeId, item: ItemId | null): string {
  return item === null ? edge : `${edge}#${item}`
}

/** What holds for an item: its own settings, else those of its whole wire; `own` tells which. */
export function fieldsFor(
  settings: ItemSettings,
  edge: EdgeId,
  item: ItemId | null,
): { readonly fields: Fields; readonly own: boolean } {
  const name = nameOf(edge, item)
  const own = memberOf(settings, name) as Fields | undefined
  if (own) return { fields: own, own: true }
  return { fields: (memberOf(settings, edge) as Fields | undefined) ?? {}, own: false }
}

/** One field set. An item without settings of its own begins with those of its wire, since its own take their place whole. */
export function withField(
  settings: ItemSettings,
  edge: EdgeId,
  item: ItemId | null,
  field: string,
  value: Json,
): ItemSettings {
  const { fields } = fieldsFor(settings, edge, item)
  return { ...settings, [nameOf(edge, item)]: { ...fields, [field]: value } }
}

/** Without the settings of an item: those of its wire hold again. */
export function withoutFields(settings: ItemSettings, edge: EdgeId, item: ItemId | null): ItemSettings {
  const { [nameOf(edge, item)]: _, ...rest } = settings
  return rest
}
