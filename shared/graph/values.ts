import { z } from 'zod'
import type { JsonObject } from '../json.ts'

/** What can flow along an edge. */
const PORT_TYPES = ['text', 'number', 'image', 'video', 'audio', 'references', 'sequence', 'table'] as const
export type PortType = (typeof PORT_TYPES)[number]
export type MediaType = 'image' | 'video' | 'audio'

/** Probed facts of a media file. Durations in seconds, rates as exact rationals `N/D`. */
const zMediaFacts = z.object({
  format: z.string(),
  bytes: z.number(),
  seconds: z.number().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  fps: z.string().optional(),
  frames: z.number().optional(),
  videoCodec: z.string().optional(),
  pixelFormat: z.string().optional(),
  audioCodec: z.string().optional(),
  sampleRate: z.number().optional(),
  channels: z.number().optional(),
})
export type MediaFacts = z.infer<typeof zMediaFacts>

/** A media value is a blob digest plus probed facts; `standIn` says that an animatic took part in making it. */
const zMediaValue = z.object({
  type: z.enum(['image', 'video', 'audio']),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  facts: zMediaFacts,
  standIn: z.literal(true).optional(),
})
export type MediaValue = z.infer<typeof zMediaValue>

const zTextValue = z.object({ type: z.literal('text'), text: z.string() })
export type TextValue = z.infer<typeof zTextValue>
const zNumberValue = z.object({ type: z.literal('number'), number: z.number() })
export type NumberValue = z.infer<typeof zNumberValue>

/** A kit: named stills that hold a character, product or look together. */
const zReferencesValue = z.object({
  type: z.literal('references'),
  references: z.array(z.object({ name: z.string(), image: zMediaValue })),
})
export type ReferencesValue = z.infer<typeof zReferencesValue>

/** How one clip joins the one before it; `seconds` is how long both are on screen. */
const zTransition = z.object({ kind: z.enum(['cut', 'dissolve']), seconds: z.number().min(0) })
export type Transition = z.infer<typeof zTransition>

/** One clip of a sequence: `in` and `out` are seconds in the source, `out` is exclusive. */
const zClip = z.object({
  source: zMediaValue,
  in: z.number(),
  out: z.number(),
  transition: zTransition,
  gainDb: z.number(),
})
export type Clip = z.infer<typeof zClip>

/** One sound of a sequence: starts at `start` seconds of the sequence, plays `in`..`out` seconds of its source. */
const zTrack = z.object({
  source: zMediaValue,
  start: z.number(),
  in: z.number(),
  out: z.number(),
  gainDb: z.number(),
  fadeIn: z.number(),
  fadeOut: z.number(),
})
export type Track = z.infer<typeof zTrack>

/** An edit decision list: clips in order with their joins, and the sounds under them. Media stays in blobs. */
export const zSequenceValue = z.object({
  type: z.literal('sequence'),
  clips: z.array(zClip),
  tracks: z.array(zTrack),
})
export type SequenceValue = z.infer<typeof zSequenceValue>

/** Columns in order; rows carry permanent ids and one cell text per column. */
const zTableValue = z.object({
  type: z.literal('table'),
  columns: z.array(z.string()),
  rows: z.array(z.object({ id: z.string(), cells: z.array(z.string()) })),
})
export type TableValue = z.infer<typeof zTableValue>

export const zValue = z.discriminatedUnion('type', [
  zTextValue,
  zNumberValue,
  zMediaValue.extend({ type: z.literal('image') }),
  zMediaValue.extend({ type: z.literal('video') }),
  zMediaValue.extend({ type: z.literal('audio') }),
  zReferencesValue,
  zSequenceValue,
  zTableValue,
])
export type Value = TextValue | NumberValue | MediaValue | ReferencesValue | SequenceValue | TableValue

export function isMedia(value: Value): value is MediaValue {
  return value.type === 'image' || value.type === 'video' || value.type === 'audio'
}

/** Every media value inside a value: itself, a kit's stills, a sequence's clips and sounds. */
export function mediaIn(value: Value): readonly MediaValue[] {
  switch (value.type) {
    case 'image':
    case 'video':
    case 'audio':
      return [value]
    case 'references':
      return value.references.map((reference) => reference.image)
    case 'sequence':
      return [...value.clips.map((clip) => clip.source), ...value.tracks.map((track) => track.source)]
    default:
      return []
  }
}

/** True where an animatic took part in making the value. */
export function isStandIn(value: Value): boolean {
  return mediaIn(value).some((media) => media.standIn === true)
}

/**
 * What a value's content digest is taken from. Media stands by its digest alone: facts are derived from the bytes (another
 * ffmpeg may probe them otherwise) and `standIn` says how they came about, so neither may change a key below.
 */
export function contentOf(value: Value): JsonObject {
  switch (value.type) {
    case 'image':
    case 'video':
    case 'audio':
      return { type: value.type, digest: value.digest }
    case 'references':
      return {
        type: 'references',
        references: value.references.map(({ name, image }) => ({ name, digest: image.digest })),
      }
    case 'sequence':
      return {
        type: 'sequence',
        clips: value.clips.map(({ source, ...clip }) => ({ ...clip, digest: source.digest })),
        tracks: value.tracks.map(({ source, ...track }) => ({ ...track, digest: source.digest })),
      }
    default:
      return value
  }
}

/** The values an input of type `to` accepts besides its own: a still is a kit of one, a clip a sequence of one. */
const CONVERSIONS: Partial<Record<PortType, readonly PortType[]>> = {
  references: ['image'],
  sequence: ['video'],
  text: ['number'],
  number: ['text'],
}

export function converts(from: PortType, to: PortType): boolean {
  return from === to || (CONVERSIONS[to]?.includes(from) ?? false)
}

/** The value as type `to`, or null where it cannot be one (`"abc"` as a number). */
export function convert(value: Value, to: PortType): Value | null {
  if (value.type === to) return value
  if (to === 'references' && value.type === 'image')
    return { type: 'references', references: [{ name: '', image: value }] }
  if (to === 'sequence' && value.type === 'video') {
    const clip = {
      source: value,
      in: 0,
      out: value.facts.seconds ?? 0,
      transition: { kind: 'cut', seconds: 0 },
      gainDb: 0,
    } as const
    return { type: 'sequence', clips: [clip], tracks: [] }
  }
  if (to === 'text' && value.type === 'number') return { type: 'text', text: String(value.number) }
  if (to === 'number' && value.type === 'text') {
    const number = Number(value.text.trim())
    return value.text.trim() !== '' && Number.isFinite(number) ? { type: 'number', number } : null
  }
  return null
}
