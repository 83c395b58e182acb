import type { Clip, MediaValue, Track, Transition } from '#shared/graph/values.ts'
import { defineNode } from '#shared/node/define.ts'
import type { NumberParam, ParamSpecs } from '#shared/node/params.ts'
import { NodeError } from './node-error.ts'

const seconds = { kind: 'number', default: 0, neutral: 0, min: 0, unit: 's' } as const
const out = {
  kind: 'number',
  label: 'Out',
  help: 'Where it ends, in seconds of the source; empty is the end.',
  default: null,
  neutral: null,
  nullable: true,
  min: 0,
  unit: 's',
} as const
const gainDb = {
  kind: 'number',
  label: 'Gain',
  help: 'Louder or quieter; −96 is silence.',
  default: 0,
  neutral: 0,
  min: -96,
  max: 24,
  unit: 'dB',
} as const satisfies NumberParam

const params = {
  transition: {
    kind: 'choice',
    label: 'Transition',
    help: 'How every clip joins the one before it, unless it says otherwise.',
    default: 'cut',
    neutral: 'cut',
    options: [
      { value: 'cut', label: 'Cut' },
      { value: 'dissolve', label: 'Dissolve' },
    ],
  },
  transitionSeconds: {
    ...seconds,
    label: 'Transition length',
    help: 'How long both clips of a dissolve are on screen.',
    default: 1,
    neutral: 1,
    max: 60,
  },
  clips: {
    kind: 'per-item',
    label: 'Clip settings',
    help: 'In and out points, join and level of each clip.',
    port: 'clips',
    timeline: 'clips',
    default: {},
    neutral: {},
    fields: {
      in: { ...seconds, label: 'In', help: 'Where it begins, in seconds of the source.' },
      out,
      transition: {
        kind: 'choice',
        label: 'Transition',
        help: 'How it joins the clip before it.',
        default: 'default',
        neutral: 'default',
        options: [
          { value: 'default', label: 'As the sequence' },
          { value: 'cut', label: 'Cut' },
          { value: 'dissolve', label: 'Dissolve' },
        ],
      },
      transitionSeconds: {
        kind: 'number',
        label: 'Transition length',
        help: 'Empty takes that of the sequence.',
        default: null,
        neutral: null,
        nullable: true,
        min: 0,
        max: 60,
        unit: 's',
      },
      gainDb,
    },
  },
  tracks: {
    kind: 'per-item',
    label: 'Audio settings',
    help: 'Place, in and out points, level and fades of each sound.',
    port: 'audio',
    timeline: 'sounds',
    default: {},
    neutral: {},
    fields: {
      start: { ...seconds, label: 'Start', help: 'When it begins, in seconds of the sequence.' },
      in: { ...seconds, label: 'In', help: 'Where it begins, in seconds of the source.' },
      out,
      gainDb,
      fadeIn: { ...seconds, label: 'Fade in' },
      fadeOut: { ...seconds, label: 'Fade out' },
    },
  },
} as const satisfies ParamSpecs

/** The edit: clips in order, sounds under them. */
export const sequence = defineNode({
  type: 'sequence',
  schema: 1,
  behaviour: 1,
  title: 'Sequence',
  summary: 'Puts clips in order, with in and out points, dissolves and sound.',
  icon: 'sequence',
  category: 'assemble',
  docs: `The edit decision list of the film. It renders nothing, so cutting is instant; Export renders it.

### In
- **Clips**: the shots, in the order of their wires. Several wires and lists may go in.
- **Audio**: music, voices and effects that lie under the clips' own sound.

### Settings
- **Transition** and **Transition length**: how clips join where they do not say otherwise, a cut or a dissolve. A dissolve shows
  both clips at once, so the film gets shorter by its length. The first clip always starts with a cut.
- **Clip settings**: for each clip its in and out points in seconds of the source, its transition, and the gain of its own sound.
  They stay with their clip when others are added before it. An out point behind the end of the clip means its end, so that a
  shorter take still fits.
- **Audio settings**: for each sound when it starts in the film, its in and out points, gain and fades.

### Out
- **Sequence**: the edit, for Export.

### Example
Five Normalize nodes → **Clips** in order, Audio (music) → **Audio** with a fade out of 2 s, and one clip set to *Dissolve* for 1 s.`,
  params,
  inputs: {
    clips: { type: 'video', label: 'Clips', list: true, required: true },
    audio: { type: 'audio', label: 'Audio', list: true },
  },
  outputs: { sequence: { type: 'sequence', label: 'Sequence' } },
  behave: {
    kind: 'evaluate',
    evaluate: ({ params: { transition, transitionSeconds, clips, tracks }, inputs }) => {
      const cut = inputs.clips.map((source, index): Clip => {
        const settings = clips[index]
        const kind = settings === undefined || settings.transition === 'default' ? transition : settings.transition
        return {
          source,
          ...span(`Clip ${index + 1}`, source, settings),
          transition: index === 0 ? CUT : join(kind, settings?.transitionSeconds ?? transitionSeconds),
          gainDb: settings?.gainDb ?? 0,
        }
      })
      const [problem] = cut.flatMap((clip, index) => overlapProblems(clip, cut[index + 1], index))
      if (problem !== undefined) throw new NodeError(problem)
      return {
        sequence: {
          type: 'sequence',
          clips: cut,
          tracks: inputs.audio.map((source, index) => trackOf(source, tracks[index], index)),
        },
      }
    },
  },
})

const CUT: Transition = { kind: 'cut', seconds: 0 }

/** A dissolve of no length is a cut, and equal edits are written alike. */
function join(kind: Transition['kind'], length: number): Transition {
  return kind === 'cut' || length === 0 ? CUT : { kind, seconds: length }
}

interface Points {
  readonly in: number
  readonly out: number | null
}

/** In and out points within the source. */
function span(name: string, source: MediaValue, points: Points | undefined): { in: number; out: number } {
  const end = source.facts.seconds
  if (end === undefined || end <= 0) throw new NodeError(`${name} has no length; wire a file that plays.`)
  const from = points?.in ?? 0
  const to = Math.min(points?.out ?? end, end)
  if (from >= to) {
    throw new NodeError(`${name} is ${end} s long and would run from ${from} s to ${to} s; move its in or out point.`)
  }
  return { in: from, out: to }
}

/** A clip must be at least as long as the dissolves at both its ends, which may not overlap. */
function overlapProblems(clip: Clip, next: Clip | undefined, index: number): readonly string[] {
  const length = clip.out - clip.in
  const overlap = clip.transition.seconds + (next?.transition.seconds ?? 0)
  return overlap > length + GRAIN
    ? [`Clip ${index + 1} plays for ${tidy(length)} s, too short for ${tidy(overlap)} s of dissolves; shorten them.`]
    : []
}

/** Below a thousandth of a second a difference is rounding. */
const GRAIN = 0.001

function tidy(length: number): number {
  return Number(length.toFixed(3))
}

interface TrackSettings extends Points {
  readonly start: number
  readonly gainDb: number
  readonly fadeIn: number
  readonly fadeOut: number
}

function trackOf(source: MediaValue, settings: TrackSettings | undefined, index: number): Track {
  const name = `Sound ${index + 1}`
  const points = span(name, source, settings)
  const { start = 0, gainDb: gain = 0, fadeIn = 0, fadeOut = 0 } = settings ?? {}
  const length = points.out - points.in
  if (fadeIn + fadeOut > length + GRAIN) {
    throw new NodeError(`${name} plays for ${tidy(length)} s, too short for its fades of ${tidy(fadeIn + fadeOut)} s.`)
  }
  return { source, start, ...points, gainDb: gain, fadeIn, fadeOut }
}
