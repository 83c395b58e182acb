import { sameJson } from '../../json.ts'
import type { Document } from '../document.ts'
import { isGroup } from '../groups.ts'
import { done, type EditResult, refused } from './result.ts'
import type { EditOf } from './schema.ts'

export function setGroup(document: Document, { group }: EditOf<'set-group'>): EditResult {
  const index = document.groups.findIndex((raw) => isGroup(raw, group.id))
  if (index < 0) return done({ ...document, groups: [...document.groups, group] })
  if (sameJson(document.groups[index], group)) return done(document)
  return done({ ...document, groups: document.groups.with(index, group) })
}

/** Takes the group away; the nodes in it stay. */
export function removeGroup(document: Document, { group }: EditOf<'remove-group'>): EditResult {
  const groups = document.groups.filter((raw) => !isGroup(raw, group))
  if (groups.length === document.groups.length) return refused(`There is no group with the id ‘${group}’.`)
  return done({ ...document, groups })
}

export function setGroups(document: Document, { groups }: EditOf<'set-groups'>): EditResult {
  return done(sameJson(document.groups, groups) ? document : { ...document, groups })
}
