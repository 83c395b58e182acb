import {
  type Document,
  zDecision,
  zDelivery,
  zDocument,
  zEdge,
  zEnd,
  zInstance,
  zMark,
  zPick,
  zPosition,
  zSettings,
} from '../graph/document.ts'

/** Objects and lists that fit in this many characters stay on one line, so that a moved node is one changed line in a diff. */
const LINE_WIDTH = 120

/** How an object or list is laid out. */
interface Layout {
  /** Known members in this order; all others follow, sorted by code unit. */
  readonly order?: readonly string[]
  /** Always one member a line, even where it would fit on one. */
  readonly open?: true
  /** The layout of some members, by name. */
  readonly members?: Readonly<Record<string, Layout>>
  /** The layout of every element. */
  readonly each?: Layout
}

const ordered = (schema: { readonly shape: object }): readonly string[] => Object.keys(schema.shape)
const PLAIN: Layout = {}
const DOCUMENT: Layout = {
  order: ordered(zDocument),
  open: true,
  members: {
    settings: { order: ordered(zSettings), open: true, members: { delivery: { order: ordered(zDelivery) } } },
    nodes: {
      open: true,
      each: {
        order: ordered(zInstance),
        open: true,
        members: { position: { order: ordered(zPosition) }, params: { open: true } },
      },
    },
    edges: {
      open: true,
      each: {
        order: ordered(zEdge),
        members: {
          from: { order: ordered(zEnd) },
          to: { order: ordered(zEnd) },
          via: { each: { order: ordered(zPosition) } },
        },
      },
    },
    picks: { open: true, each: { order: ordered(zPick) } },
    marks: { open: true, each: { each: { order: ordered(zMark) } } },
    decisions: { open: true, each: { order: ordered(zDecision) } },
    groups: { open: true },
    definitions: { open: true },
  },
}

/**
 * The text of a project file. Equal documents give equal bytes whatever order their members were set in. Throws on a number that
 * JSON cannot hold, because writing it would lose it.
 */
export function serialiseProject(document: Document): string {
  return `${write(document, DOCUMENT, '', 0)}\n`
}

/** `used`: characters already on the line. */
function write(value: unknown, layout: Layout, indent: string, used: number): string {
  if (typeof value !== 'object' || value === null) return scalar(value)
  const isList = Array.isArray(value)
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  const members = entries(value, layout)
  if (members.length === 0) return open + close
  if (layout.open === undefined) {
    const room = LINE_WIDTH - used
    const line = inline(value, layout, room)
    if (line !== null && line.length <= room) return line
  }
  const inner = `${indent}  `
  const lines = members.map(([key, member, memberLayout]) => {
    const prefix = isList ? inner : `${inner}${JSON.stringify(key)}: `
    return prefix + write(member, memberLayout, inner, prefix.length)
  })
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

/** The value on one line, or null as soon as it is known not to fit in `room`. */
function inline(value: unknown, layout: Layout, room: number): string | null {
  if (typeof value !== 'object' || value === null) return scalar(value)
  const isList = Array.isArray(value)
  const parts: string[] = []
  let length = 0
  for (const [key, member, memberLayout] of entries(value, layout)) {
    const text = inline(member, memberLayout, room)
    if (text === null) return null
    const part = isList ? text : `${JSON.stringify(key)}: ${text}`
    length += part.length + 2
    if (length > room) return null
    parts.push(part)
  }
  if (parts.length === 0) return isList ? '[]' : '{}'
  return isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
}

/** Members in the order they are written, with their layouts; absent ones left out. */
function entries(value: object, layout: Layout): readonly (readonly [string, unknown, Layout])[] {
  const element = layout.each ?? PLAIN
  if (Array.isArray(value)) return value.map((member, index) => [String(index), member, element] as const)
  const order = layout.order ?? []
  const known = order.filter((key) => Object.hasOwn(value, key))
  const others = Object.keys(value)
    .filter((key) => !order.includes(key))
    .sort()
  const members = value as Readonly<Record<string, unknown>>
  return [...known, ...others]
    .filter((key) => members[key] !== undefined)
    .map((key) => [key, members[key], layout.members?.[key] ?? element] as const)
}

function scalar(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`A project cannot hold the number ${value}.`)
  return JSON.stringify(value) ?? 'null'
}
