import { z } from 'zod'
import { zModelId } from '../graph/ids.ts'

/** What a model makes. */
export const MODEL_KINDS = ['video', 'image', 'upscale', 'lip-sync', 'speech', 'music', 'effect'] as const
export type ModelKind = (typeof MODEL_KINDS)[number]

/**
 * Parts of a request that a model, or one of its hosts, may or may not take. Where two exclude each other the one named first
 * here wins: frames over references, pictures over sounds, anything wired over a setting.
 */
export const REQUEST_PARTS = [
  'prompt',
  'startFrame',
  'endFrame',
  'references',
  'video',
  'image',
  'audio',
  'negative',
  'sound',
  'seed',
] as const
export type RequestPart = (typeof REQUEST_PARTS)[number]
const zPart = z.enum(REQUEST_PARTS)

/** ISO day, `2026-11-20`. */
const zDay = z.iso.date()
/** Where a figure comes from and how sure it is: H official SDK types, M vendor page, L single third party. */
const zSourced = z.strictObject({ source: z.string().min(1), date: zDay, confidence: z.enum(['H', 'M', 'L']) })

const zCount = z.int().min(0)
const zUsd = z.number().min(0)
/** The shorter edge of a picture in pixels: 720 for 1280×720 and for 720×1280 alike, as services name their sizes. */
const zShortSide = z.int().min(1)

/** One rate of a price list; the first whose conditions all hold applies. */
const zRate = z.strictObject({
  per: z.enum(['second', 'clip', 'image', 'thousand-characters', 'minute']),
  /** US dollars per `per`, or lowest and highest where plans or sources differ. */
  usd: z.union([zUsd, z.tuple([zUsd, zUsd]).refine(([low, high]) => low <= high, 'the lower price comes first')]),
  /** Applies up to this shorter edge of the result. */
  maxShortSide: zShortSide.optional(),
  /** Applies with native sound on or off. */
  sound: z.boolean().optional(),
  /** Applies when the request holds this part. */
  with: zPart.optional(),
})
export type Rate = z.infer<typeof zRate>

const zPrice = zSourced.extend({
  rates: z.array(zRate).min(1),
  /** Least charge of one request, US dollars. */
  minimum: zUsd.optional(),
})
export type Price = z.infer<typeof zPrice>

const zHost = z.strictObject({
  /** The adapter: `standin`, `runway`, `fal`, `kling`, … */
  provider: z.string().min(1),
  /** The model's name or endpoint there; the adapter completes it where a mode has an endpoint of its own. */
  name: z.string().min(1),
  /** This host's own price, where it differs. */
  price: zPrice.optional(),
  /** What the model takes elsewhere but not here. */
  lacks: z.array(zPart).optional(),
  /** Renders up to this shorter edge here. */
  maxShortSide: zShortSide.optional(),
})
export type Host = z.infer<typeof zHost>

const zDuration = z.union([
  z
    .strictObject({ min: z.number().min(0), max: z.number(), step: z.number().min(0.001) })
    .refine(({ min, max }) => min <= max, 'min is above max'),
  z.strictObject({ values: z.array(z.number().positive()).min(1) }),
])
/** Lengths in seconds a model can be asked for. */
export type Duration = z.infer<typeof zDuration>

/** What a model narrows where a request holds a part or has a size; all limits whose conditions hold apply. */
const zLimit = z.strictObject({
  when: z.strictObject({
    with: zPart.optional(),
    minShortSide: zShortSide.optional(),
    maxShortSide: zShortSide.optional(),
  }),
  duration: zDuration.optional(),
  references: zCount.optional(),
  /** The part `when.with` is taken only beside this one. */
  needs: zPart.optional(),
  /** False: no native sound. */
  sound: z.literal(false).optional(),
})
export type Limit = z.infer<typeof zLimit>

export const zModelEntry = z.strictObject({
  id: zModelId,
  title: z.string().min(1),
  kind: z.enum(MODEL_KINDS),
  /** Raised by hand when the model gives another result for the same request; never a file hash. */
  behaviour: z.int().min(1),
  state: z.enum(['shown', 'hidden', 'retired']),
  /** What takes the place of a retired model. */
  successor: zModelId.optional(),
  tier: z.enum(['draft', 'workhorse', 'hero']),
  modes: z.strictObject({
    /** Works from words alone. */
    text: z.boolean(),
    startFrame: z.boolean(),
    endFrame: z.boolean(),
    /** How many stills of a kit it takes. */
    references: zCount,
    /** Takes a driving sound. */
    audio: z.boolean(),
    /** Takes a clip as input. */
    video: z.boolean(),
    /** Takes a still to work on (upscalers). */
    image: z.boolean().optional(),
  }),
  /** Sets of parts of which only one may be used. */
  exclusive: z.array(z.array(zPart).min(2)).default([]),
  /** What every request must hold; an inner list: one of these. Absent: what its kind and modes call for. */
  needs: z.array(z.union([zPart, z.array(zPart).min(2)])).optional(),
  limits: z.array(zLimit).optional(),
  /** Absent where length is not chosen. */
  duration: zDuration.optional(),
  /**
   * Pixel sizes it renders; absent: any size. Of a service that is asked for a ratio and `720p`, the nominal pixels.
   * `with`: only in a request that holds one of these.
   */
  sizes: z
    .array(z.strictObject({ width: z.int().min(1), height: z.int().min(1), with: z.array(zPart).min(1).optional() }))
    .min(1)
    .optional(),
  /** Frames per second it renders; `any`: it can be asked for. Absent: not known. */
  fps: z.union([z.number().positive(), z.literal('any')]).optional(),
  sound: z.enum(['none', 'choice', 'always']),
  seed: z.boolean(),
  negative: z.boolean(),
  /** Longest prompt in UTF-16 units; 0: it takes none; absent: no limit is known. */
  promptMax: zCount.optional(),
  negativeMax: zCount.optional(),
  scales: z.array(z.number().positive()).min(1).optional(),
  /** Voices a speech model offers, the first by default; absent: any voice id of the host is taken. */
  voices: z.array(z.string().min(1)).min(1).optional(),
  hosts: z.array(zHost).min(1),
  /** Holds for every host without a price of its own. */
  price: zPrice.optional(),
  strengths: z.array(zSourced.extend({ text: z.string() })).default([]),
  bestFor: z.array(z.string()).default([]),
  capabilities: zSourced,
})
/** One model as data. What it can do lives here, never in code. */
export type ModelEntry = z.infer<typeof zModelEntry>

export const zCatalogFile = z.strictObject({ models: z.array(zModelEntry) })
