import { z } from 'zod'
import type { Json } from '../json.ts'
import { zId, zNodeId } from './ids.ts'

/** Today's number of the saved format. */
export const FORMAT_VERSION = 1

/** Anything JSON can hold; numbers must be finite. One walk instead of a union per level: it runs over every param of a file. */
export const zJson = z.custom<Json>(isJson, 'expected a JSON value')

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return false
  return Array.isArray(value)
    ? value.every(isJson)
    : Object.values(value).every((member) => member === undefined || isJson(member))
}

/** Least and most of each delivery setting. */
export const DELIVERY_BOUNDS = {
  width: { min: 16, max: 16384 },
  height: { min: 16, max: 16384 },
  fps: { min: 1, max: 240 },
  lufs: { min: -70, max: 0 },
} as const

const within = (number: z.ZodNumber, { min, max }: { readonly min: number; readonly max: number }) =>
  number.min(min).max(max)

/** Size in pixels, frames per second (23.976 and 29.97 mean their exact /1001 rates), loudness in LUFS (null: as it is). */
export const zDelivery = z.looseObject({
  width: within(z.int(), DELIVERY_BOUNDS.width).default(1280),
  height: within(z.int(), DELIVERY_BOUNDS.height).default(720),
  fps: within(z.number(), DELIVERY_BOUNDS.fps).default(24),
  lufs: within(z.number(), DELIVERY_BOUNDS.lufs).nullable().default(-16),
})

export const zSettings = z.looseObject({ delivery: zDelivery.prefault({}) })
export type Settings = z.infer<typeof zSettings>

/** Where a node stands on the canvas, in pixels at zoom 1. */
export const zPosition = z.object({ x: z.number(), y: z.number() }).catchall(zJson)

export const zInstance = z.looseObject({
  id: zNodeId,
  type: zId,
  /** The definition's schema number when the params were stored. */
  version: z.int().min(1).default(1),
  title: z.string().default(''),
  position: zPosition.default({ x: 0, y: 0 }),
  params: z.record(zId, zJson).default({}),
  bypass: z.boolean().default(false),
  /** Its card shows its head and state only. */
  collapsed: z.boolean().optional(),
})
/** A placed node. */
export type Instance = z.infer<typeof zInstance>

export const zEnd = z.object({ node: zNodeId, port: zId }).catchall(zJson)
export const zEdge = z.looseObject({
  id: zId,
  from: zEnd,
  to: zEnd,
  /** The dots its wire is led through on the canvas, from its output to its input. */
  via: z.array(zPosition).optional(),
})
export type Edge = z.infer<typeof zEdge>

/** Most takes of one work item: each is planned, and paid for, by itself. */
export const MOST_TAKES = 1000

/** How many takes a base key has and which of them flows downstream. */
export const zPick = z
  .object({
    takes: z.int().min(1).max(MOST_TAKES),
    pick: z
      .int()
      .min(0)
      .max(MOST_TAKES - 1),
  })
  .catchall(zJson)
export type Pick = z.infer<typeof zPick>

/** Longest reason for a rejection, in characters. */
const LONGEST_REASON = 1000

/** What a person thinks of one take; it is in no key and changes nothing that is made. */
export const zMark = z
  .object({ star: z.literal(true).exactOptional(), rejected: z.string().max(LONGEST_REASON).exactOptional() })
  .catchall(zJson)
export type Mark = z.infer<typeof zMark>

/** A person's answer at a gate, keyed by the digest of what was seen; `edit` replaces the value that passes. */
export const zDecision = z.looseObject({ answer: z.enum(['approved', 'rejected']), edit: z.string().optional() })

export const zDocument = z.looseObject({
  reelay: z.literal(FORMAT_VERSION),
  id: z.string().min(1),
  name: z.string().default(''),
  settings: zSettings.prefault({}),
  nodes: z.array(zInstance).default([]),
  edges: z.array(zEdge).default([]),
  picks: z.record(z.string(), zPick).default({}),
  /** By base key and take. */
  marks: z.record(z.string(), z.record(z.string(), zMark)).exactOptional(),
  decisions: z.record(z.string(), zDecision).default({}),
  /** Free: those that this version can read are found by `groupsOf`, others are kept. */
  groups: z.array(zJson).default([]),
  definitions: z.record(z.string(), zJson).default({}),
})
/** What is saved. Immutable: an edit gives a new document that shares what it did not touch. */
export type Document = z.infer<typeof zDocument>
