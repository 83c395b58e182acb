import { z } from 'zod'
import { zModelId } from '../graph/ids.ts'

/** What a model makes. */
export const MODEL_KINDS = ['video', 'image', 'upscale', 'lip-sync', 'speech', 'music', 'effect'] as const
export type ModelKind = (typeof MODEL_KINDS)[number]

/** ISO day, `2026-11-20`. */
const zDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Where a figure comes from and how sure it is: H official SDK types, M vendor page, L single third party. */
const zSourced = z.object({ source: z.string().min(1), date: zDay, confidence: z.enum(['H', 'M', 'L']) })

const zCount = z.int().min(0)

/** One rate of a price list; the first whose conditions all hold applies. US dollars per `per`. */
const zRate = z.object({
  per: z.enum(['second', 'clip', 'image', 'thousand-characters', 'minute']),
  usd: z.number().min(0),
  /** Applies up to this height in pixels. */
  maxHeight: z.int().optional(),
  /** Applies with native sound on or off. */
  sound: z.boolean().optional(),
})

export const zPrice = zSourced.extend({
  rates: z.array(zRate).min(1),
  /** Least charge of one request, US dollars. */
  minimum: z.number().min(0).optional(),
})
export type Price = z.infer<typeof zPrice>

export const zHost = z.object({
  /** The adapter: `standin`, `runway`, `fal`, `kling`, … */
  provider: z.string().min(1),
  /** The model's name or endpoint there. */
  name: z.string().min(1),
  /** This host's own price, where it differs. */
  price: zPrice.optional(),
})

export const zModelEntry = z.strictObject({
  id: zModelId,
  title: z.string().min(1),
  kind: z.enum(MODEL_KINDS),
  /** Raised by hand when the model gives another result for the same request; never a file hash. */
  behaviour: z.int().min(1),
  state: z.enum(['shown', 'hidden', 'retired']),
  successor: zModelId.optional(),
  tier: z.enum(['draft', 'workhorse', 'hero']),
  modes: z.object({
    text: z.boolean(),
    startFrame: z.boolean(),
    endFrame: z.boolean(),
    references: zCount,
    /** Takes a driving sound. */
    audio: z.boolean(),
    /** Takes a clip as input. */
    video: z.boolean(),
  }),
  /** Sets of inputs of which only one may be used. */
  exclusive: z.array(z.array(z.enum(['startFrame', 'endFrame', 'references', 'audio', 'video']))).default([]),
  /** Seconds: every whole `step` from min to max, or just `values`. Absent where length is not chosen. */
  duration: z
    .union([
      z.object({ min: z.number().min(0), max: z.number(), step: z.number().min(0.001) }),
      z.object({ values: z.array(z.number()).min(1) }),
    ])
    .optional(),
  /** Pixel sizes it renders, largest last; absent: any size. */
  sizes: z.array(z.object({ width: z.int(), height: z.int() })).optional(),
  fps: z.number().optional(),
  sound: z.enum(['none', 'choice', 'always']),
  seed: z.boolean(),
  negative: z.boolean(),
  promptMax: z.int().min(1),
  scales: z.array(z.number()).optional(),
  voices: z.array(z.string()).optional(),
  hosts: z.array(zHost).min(1),
  price: zPrice.optional(),
  strengths: z.array(zSourced.extend({ text: z.string() })).default([]),
  bestFor: z.array(z.string()).default([]),
  capabilities: zSourced,
})
/** One model as data. What it can do lives here, never in code. */
export type ModelEntry = z.infer<typeof zModelEntry>

export const zCatalogFile = z.strictObject({ models: z.array(zModelEntry) })
