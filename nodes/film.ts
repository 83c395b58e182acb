import type { ConformProfile, Rational } from '#shared/node/media.ts'
import type { ParamSpecs } from '#shared/node/params.ts'
import { NodeError } from './node-error.ts'

/**
 * The params of a node that writes picture and sound in the film's format. Size, rate and loudness are the film's unless set;
 * the bounds are those of the document's delivery settings.
 */
export const filmParams = {
  width: {
    kind: 'number',
    label: 'Width',
    help: 'Even number of pixels; empty takes the width of the film.',
    default: null,
    neutral: null,
    nullable: true,
    inherit: 'width',
    integer: true,
    min: 16,
    max: 16384,
    step: 2,
    unit: 'px',
  },
  height: {
    kind: 'number',
    label: 'Height',
    help: 'Even number of pixels; empty takes the height of the film.',
    default: null,
    neutral: null,
    nullable: true,
    inherit: 'height',
    integer: true,
    min: 16,
    max: 16384,
    step: 2,
    unit: 'px',
  },
  fps: {
    kind: 'number',
    label: 'Frame rate',
    help: 'Constant frames per second; 23.976, 29.97 and 59.94 mean their exact /1001 rates. Empty takes the rate of the film.',
    default: null,
    neutral: null,
    nullable: true,
    inherit: 'fps',
    min: 1,
    max: 240,
    unit: 'fps',
  },
  fit: {
    kind: 'choice',
    label: 'Fit',
    help: 'What happens where the shape of the picture differs from that of the film.',
    default: 'fit',
    neutral: 'fit',
    options: [
      { value: 'fit', label: 'Fit inside, with bars' },
      { value: 'fill', label: 'Fill and crop' },
      { value: 'blur', label: 'Fit inside, over a blurred copy' },
      { value: 'stretch', label: 'Stretch' },
    ],
  },
  background: {
    kind: 'text',
    label: 'Background',
    help: 'Colour of the bars and behind transparent pictures, as #rrggbb.',
    default: '#000000',
    neutral: '#000000',
    maxLength: 7,
    is: 'colour',
  },
  lufs: {
    kind: 'number',
    label: 'Loudness',
    help: 'Integrated loudness (EBU R128); empty takes the loudness of the film.',
    default: null,
    neutral: null,
    nullable: true,
    inherit: 'lufs',
    min: -70,
    max: 0,
    unit: 'LUFS',
  },
} as const satisfies ParamSpecs

/** EBU R 128: the maximum permitted true peak level of programme material, in dBTP. */
const TRUE_PEAK = -1

/** The format that the effective film params describe. Throws a NodeError where it cannot be written. */
export function profileOf(film: {
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly fit: ConformProfile['fit']
  readonly background: string
  readonly lufs: number | null
}): ConformProfile {
  const [problem] = [...sizeProblems(film.width, film.height), ...colourProblems(film.background)]
  if (problem !== undefined) throw new NodeError(problem)
  return {
    width: film.width,
    height: film.height,
    fps: rateOf(film.fps),
    fit: film.fit,
    background: film.background.toLowerCase(),
    lufs: film.lufs,
    truePeak: TRUE_PEAK,
  }
}

/** What is wrong with the literal film params, as sentences. */
export function filmProblems(params: { readonly [param: string]: unknown }, wired: ReadonlySet<string>): string[] {
  const literal = (param: string) => (wired.has(param) ? undefined : params[param])
  return [...sizeProblems(literal('width'), literal('height')), ...colourProblems(literal('background'))]
}

/** H.264 with 4:2:0 colour, the format of every film, stores one colour sample for two pixels each way. */
function sizeProblems(width: unknown, height: unknown): string[] {
  return Object.entries({ width, height }).flatMap(([side, pixels]) =>
    typeof pixels === 'number' && pixels % 2 !== 0
      ? [`The ${side} of ${pixels} pixels is odd; choose ${pixels - 1} or ${pixels + 1}.`]
      : [],
  )
}

function colourProblems(background: unknown): string[] {
  return typeof background !== 'string' || /^#[0-9a-f]{6}$/i.test(background)
    ? []
    : [`The background ‘${background}’ is no colour; write it as #rrggbb, black is #000000.`]
}

/** The exact rate that a rounded number of frames per second stands for: 29.97 is 30000/1001. */
export function rateOf(fps: number): Rational {
  const whole = Math.round(fps)
  if (fps === whole) return { num: whole, den: 1 }
  // NTSC rates are written rounded to two or three digits.
  if (Math.abs(fps - (whole * 1000) / 1001) < 0.005) return { num: whole * 1000, den: 1001 }
  const num = Math.round(fps * 1000)
  const divisor = greatestCommonDivisor(num, 1000)
  return { num: num / divisor, den: 1000 / divisor }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
