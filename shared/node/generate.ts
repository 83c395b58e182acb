import type { ModelKind } from '../catalog/schema.ts'
import type { MediaValue } from '../graph/values.ts'

/** A media input of a request: the adapter opens or uploads it by digest. `name` is what the prompt calls it. */
export interface RequestMedia {
  readonly value: MediaValue
  readonly name?: string
}

/**
 * One paid (or stand-in) request in Reelay's own terms; an adapter translates it into its provider's. Serialisable: it is shown
 * before it is sent, stored with the job, and replayed. Durations in seconds, sizes in pixels.
 */
export interface GenerateRequest {
  readonly kind: ModelKind
  readonly model: string
  readonly prompt?: string
  readonly negative?: string
  readonly seconds?: number
  readonly width?: number
  readonly height?: number
  readonly fps?: number
  readonly seed?: number
  /** Native sound, where the model offers the choice. */
  readonly sound?: boolean
  readonly startFrame?: RequestMedia
  readonly endFrame?: RequestMedia
  readonly references?: readonly RequestMedia[]
  readonly image?: RequestMedia
  readonly video?: RequestMedia
  readonly audio?: RequestMedia
  readonly voice?: string
  readonly scale?: number
}

/** What the stand-in is told besides the request: its speed and failures. Never part of a key. */
export interface Simulation {
  /** Seconds the fake queue takes before rendering. */
  readonly delay?: number
  /** See `FAULTS` of the stand-in. */
  readonly fault?: string
}

/** What a model cannot take of what it was given, in a sentence; the rest of the request goes on without it. */
export interface Fit {
  readonly request: GenerateRequest
  readonly notes: readonly string[]
  /** What makes the request impossible; nothing is sent. */
  readonly problems: readonly string[]
}
