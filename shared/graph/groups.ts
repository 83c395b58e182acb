import { z } from 'zod'
import { type Document, zJson } from './document.ts'
import { zId } from './ids.ts'

/** Colours by name; each theme has its own shade of them. */
export const GROUP_COLOURS = ['grey', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const

/** A titled area behind nodes, for people only: where it stands and how large it is, in pixels at zoom 1. */
export const zGroup = z
  .object({
    id: zId,
    title: z.string().default(''),
    colour: z.enum(GROUP_COLOURS).default('grey'),
    x: z.number(),
    y: z.number(),
    width: z.number().min(1),
    height: z.number().min(1),
  })
  .catchall(zJson)
export type Group = z.infer<typeof zGroup>

const READ = new WeakMap<Document['groups'], readonly Group[]>()
const GROUPS = new WeakMap<object, Group | null>()

/** The groups of a document that this version can read. One that did not change is the same object. */
export function groupsOf(document: Pick<Document, 'groups'>): readonly Group[] {
  const known = READ.get(document.groups)
  if (known) return known
  const groups = document.groups.flatMap((raw) => readGroup(raw) ?? [])
  // With two of one id the first counts, as it does for the edits.
  const first = groups.filter((group, index) => groups.findIndex(({ id }) => id === group.id) === index)
  READ.set(document.groups, first)
  return first
}

function readGroup(raw: Document['groups'][number]): Group | null {
  if (typeof raw !== 'object' || raw === null) return null
  const known = GROUPS.get(raw)
  if (known !== undefined) return known
  const group = zGroup.safeParse(raw).data ?? null
  GROUPS.set(raw, group)
  return group
}

/** Whether an entry of a document's groups is the one with this id, also where the rest of it cannot be read. */
export function isGroup(raw: Document['groups'][number], id: string): boolean {
  return typeof raw === 'object' && raw !== null && 'id' in raw && raw.id === id
}
