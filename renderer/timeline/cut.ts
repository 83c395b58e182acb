import type { Edge, Instance } from '#shared/graph/document.ts'
import type { EdgeId, NodeId, PortId } from '#shared/graph/ids.ts'
import type { MediaValue } from '#shared/graph/values.ts'
import { choiceField, type Fields, fieldsOf, type ItemPlace, numberField } from '../inspector/item-settings.ts'
import type { Lane } from './lanes.ts'

/** What one wire brings, as far as it is known. */
export interface SourceItem {
  readonly item: string
  /** What it is now, or was before it became stale; null: not made yet. */
  readonly media: MediaValue | null
  /** How long it plays, also where that is only foretold; null: not known. */
  readonly seconds: number | null
  /** The media is what would flow today. */
  readonly current: boolean
}

export interface Join {
  readonly kind: string
  /** How long both clips are on screen. */
  readonly seconds: number
}

interface Item extends ItemPlace {
  /** Names it in the window: its wire and its id. */
  readonly key: string
  /** The node that its wire comes from. */
  readonly node: NodeId
  readonly port: PortId
  readonly media: MediaValue | null
  readonly current: boolean
  /** Of the source; null: not known. */
  readonly sourceSeconds: number | null
  /** Seconds in the source; `out` is exclusive. */
  readonly in: number
  readonly out: number
  readonly gainDb: number
  /** Seconds of the film. */
  readonly start: number
  readonly length: number
}

export interface CutClip extends Item {
  /** How it joins the clip before it. */
  readonly join: Join
}

export interface CutSound extends Item {
  readonly fadeIn: number
  readonly fadeOut: number
}

/** Seconds that stand for a clip of which nothing is known. */
const GUESS = 4
const CUT: Join = { kind: 'cut', seconds: 0 }

/** What arrives by each wire; a wire that nothing is known of yet is missing. */
export type Sources = ReadonlyMap<EdgeId, readonly SourceItem[]>

function* itemsOf(edges: readonly Edge[], lane: Lane, node: Instance, sources: Sources) {
  const unknown: readonly SourceItem[] = [{ item: '0', media: null, seconds: null, current: false }]
  const stored = node.params[lane.param]
  for (const edge of edges) {
    if (edge.to.port !== lane.spec.port) continue
    const items = sources.get(edge.id) ?? unknown
    for (const { item, media, seconds, current } of items) {
      const place = { edge: edge.id, item, single: items.length === 1 }
      const fields = fieldsOf(stored, place)
      const end = seconds ?? Math.max(GUESS, numberField(fields, lane.spec, 'out') ?? 0)
      const from = Math.max(0, Math.min(numberField(fields, lane.spec, 'in') ?? 0, end))
      const to = Math.max(from, Math.min(numberField(fields, lane.spec, 'out') ?? end, end))
      const gainDb = numberField(fields, lane.spec, 'gainDb') ?? 0
      const common = {
        key: `${edge.id}#${item}`,
        node: edge.from.node,
        port: edge.from.port,
        media,
        current,
        sourceSeconds: seconds,
      }
      yield { fields, item: { ...place, ...common, in: from, out: to, gainDb, length: to - from } }
    }
  }
}

/** The clips of a cut one after the other; a dissolve lets one begin before the clip before it has ended. */
export function clipsOf(node: Instance, edges: readonly Edge[], lane: Lane, sources: Sources): readonly CutClip[] {
  const clips: CutClip[] = []
  for (const { fields, item } of itemsOf(edges, lane, node, sources)) {
    const before = clips.at(-1)
    const wanted = before ? joinOf(node, lane, fields) : CUT
    // What does not fit is refused by the node; it is drawn as far as it goes.
    const seconds = before ? Math.min(wanted.seconds, before.length, item.length) : 0
    const start = before ? before.start + before.length - seconds : 0
    clips.push({ ...item, join: { kind: wanted.kind, seconds }, start })
  }
  return clips
}

/** A join as the node reads it: the clip's own, else the node's param of the same id. */
export function joinOf(node: Instance, lane: Lane, fields: Fields): Join {
  const own = choiceField(fields, lane.spec, 'transition')
  const field = lane.spec.fields.transition
  const general = node.params.transition
  const kind = own !== null && own !== field?.default ? own : typeof general === 'string' ? general : CUT.kind
  const length = numberField(fields, lane.spec, 'transitionSeconds') ?? node.params.transitionSeconds
  const seconds = kind === CUT.kind || typeof length !== 'number' ? 0 : Math.max(0, length)
  return seconds === 0 ? CUT : { kind, seconds }
}

/** The sounds under the clips, in the order of their wires. */
export function soundsOf(node: Instance, edges: readonly Edge[], lane: Lane, sources: Sources): readonly CutSound[] {
  return Array.from(itemsOf(edges, lane, node, sources), ({ fields, item }) => {
    const seconds = (id: string) => Math.max(0, numberField(fields, lane.spec, id) ?? 0)
    const [fadeIn, fadeOut] = [seconds('fadeIn'), seconds('fadeOut')]
    return { ...item, start: seconds('start'), fadeIn, fadeOut }
  })
}

/** Where the last of some items ends, in seconds of the film. */
export function endOf(items: readonly { readonly start: number; readonly length: number }[]): number {
  return items.reduce((end, { start, length }) => Math.max(end, start + length), 0)
}
