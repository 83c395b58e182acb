import { clamp, lerp, smooth } from './paint/color.ts'

export type Move =
  | 'static'
  | 'dolly-in'
  | 'pull-back'
  | 'pan-left'
  | 'pan-right'
  | 'tilt-up'
  | 'tilt-down'
  | 'crane-up'
  | 'crane-down'
  | 'orbit-left'
  | 'orbit-right'
  | 'handheld'

export interface Camera {
  readonly moves: readonly Move[]
  /** 1 is a normal pace; `slow` and `fast` in the prompt change it. */
  readonly pace: number
}

/** Where the camera is at one moment. */
export interface View {
  /** Magnification of what is near; things far away grow less. */
  readonly zoom: number
  /** How far the camera has gone right and down, in frame heights, for what is near. */
  readonly x: number
  readonly y: number
  /** Radians the camera has gone around its subject, to the right. */
  readonly orbit: number
  /** Radians. */
  readonly roll: number
}

/** Camera words in the order they are tried; the first hit of a row counts and its words are not read twice. */
const WORDS: readonly (readonly [RegExp, Move])[] = [
  [/\b(static|locked[- ]?(off|down)?|still camera|tripod|fixed camera|no camera mov\w*)\b/, 'static'],
  [/\b(hand[- ]?held|shaky cam\w*)\b/, 'handheld'],
  [
    /\b(pull(s|ing)?[- ]?(back|out)|push(es|ing)?[- ]?(back|out)|dolly(ing)?[- ](back|out)|zoom(s|ing)?[- ]?(back|out)|reveals? wide)\b/,
    'pull-back',
  ],
  [
    /\b(dolly(ing)?[- ]?(in|forward)?|push(es|ing)?[- ]?(in|forward)|zoom(s|ing)?([- ]?in)?|track(s|ing)?[- ](in|forward)|fly(ing)?[- ](in|over|through)|move(s|ing)? in)\b/,
    'dolly-in',
  ],
  [/\b(pan(s|ning)?|truck(s|ing)?|track(s|ing)?|slide(s)?|sliding|camera moves?)[- ](to the )?left\b/, 'pan-left'],
  [
    /\b(pan(s|ning)?|truck(s|ing)?|track(s|ing)?|slide(s)?|sliding|camera moves?)[- ]((to the )?right)\b|\bpan(s|ning)?\b|\btracking shot\b/,
    'pan-right',
  ],
  [/\btilt(s|ing)?[- ]?down\b/, 'tilt-down'],
  [/\btilt(s|ing)?([- ]?up)?\b(?![- ]shift)/, 'tilt-up'],
  [/\b(crane|jib|boom|pedestal|drone)(s|ing)?[- ](down|lower\w*|descend\w*)\b/, 'crane-down'],
  [
    /\b(crane|jib|boom)(s|ing)?([- ](up|shot|ris\w*))?\b|\bpedestal up\b|\bris(es|ing) (drone|camera|shot)\b/,
    'crane-up',
  ],
  [/\b(orbit|arc|circl|revolv)(s|e|es|ing)?[- ]?(around )?(counter[- ]?clockwise|(to the )?left)\b/, 'orbit-left'],
  [/\b(orbit(s|ing)?|arc(s|ing)? (shot|around)|circling|revolves? around|360)\b/, 'orbit-right'],
]

/** Reads the camera words of a prompt; without any, a slow dolly in, or no move where `idle` says so. */
export function parseCamera(prompt: string, idle: Move = 'dolly-in'): Camera {
  let text = prompt.toLowerCase()
  const moves: Move[] = []
  for (const [pattern, move] of WORDS) {
    if (!pattern.test(text)) continue
    text = text.replace(pattern, ' ')
    moves.push(move)
  }
  const pace = /\b(slow(ly)?|gentle|gently|subtle|calm)\b/.test(text)
    ? 0.65
    : /\b(fast|quick(ly)?|rapid(ly)?|whip|dynamic)\b/.test(text)
      ? 1.7
      : 1
  if (moves.includes('static')) return { moves: ['static'], pace }
  return { moves: moves.length > 0 ? moves : [idle], pace: moves.length > 0 ? pace : 0.65 }
}

/**
 * The view after `fraction` of a shot of `seconds`. Moves start and end a little softer than they go, and never stop: an editor
 * can cut into and out of them. Longer shots go further, up to a limit.
 */
export function viewAt(camera: Camera, fraction: number, seconds: number): View {
  const u = lerp(clamp(fraction, 0, 1), smooth(0, 1, fraction), 0.45)
  const reach = camera.pace * Math.min(1.5, 0.35 + seconds * 0.15)
  let zoom = 1
  let x = 0
  let y = 0
  let orbit = 0
  let roll = 0
  for (const move of camera.moves) {
    switch (move) {
      case 'static':
        break
      case 'dolly-in':
        zoom *= 1 + 0.26 * reach * u
        break
      case 'pull-back':
        zoom *= 1 + 0.26 * reach * (1 - u)
        break
      case 'pan-left':
        x -= 0.36 * reach * (u - 0.5)
        break
      case 'pan-right':
        x += 0.36 * reach * (u - 0.5)
        break
      case 'tilt-up':
        y -= 0.2 * reach * (u - 0.5)
        break
      case 'tilt-down':
        y += 0.2 * reach * (u - 0.5)
        break
      case 'crane-up':
        y -= 0.22 * reach * (u - 0.5)
        zoom *= 1 + 0.06 * reach * (1 - u)
        break
      case 'crane-down':
        y += 0.22 * reach * (u - 0.5)
        zoom *= 1 + 0.06 * reach * u
        break
      case 'orbit-left':
        orbit -= 0.9 * reach * (u - 0.5)
        break
      case 'orbit-right':
        orbit += 0.9 * reach * (u - 0.5)
        break
      case 'handheld': {
        const t = fraction * seconds
        x += 0.006 * (Math.sin(t * 1.7) + 0.6 * Math.sin(t * 3.1 + 1))
        y += 0.005 * (Math.sin(t * 2.1 + 2) + 0.5 * Math.sin(t * 3.7))
        roll += 0.004 * Math.sin(t * 1.3 + 0.5)
        zoom *= 1.02
        break
      }
    }
  }
  return { zoom, x, y, orbit, roll }
}
