import type { Rational } from '#shared/node/media.ts'

/** Where a player stands and how fast it goes. Frames count from 0. */
export interface Transport {
  readonly rate: Rational
  readonly frames: number
  readonly frame: number
  /** Times the clip's own speed: 0 stands still, below 0 goes backwards. */
  readonly speed: number
  /** How fast it plays when it is simply told to play. */
  readonly pace: number
  /** First and last frame of the marked range, null where it is not marked. */
  readonly markIn: number | null
  readonly markOut: number | null
  readonly loop: boolean
}

/** Speeds that J and L step through, and those of the menu. */
const SHUTTLE = [1, 2, 4, 8] as const
export const PACES = [0.25, 0.5, 0.75, 1, 1.5, 2, 4] as const

export const EMPTY: Transport = {
  rate: { num: 24, den: 1 },
  frames: 1,
  frame: 0,
  speed: 0,
  pace: 1,
  markIn: null,
  markOut: null,
  loop: true,
}

/** First and last frame that play. */
export function range({ markIn, markOut, frames }: Transport): { readonly first: number; readonly last: number } {
  const last = Math.min(markOut ?? frames - 1, frames - 1)
  return { first: Math.min(markIn ?? 0, last), last }
}

const clamp = (transport: Transport, frame: number) => Math.min(Math.max(0, Math.round(frame)), transport.frames - 1)

/** Another clip in the player. One of the same node goes on where the last one was, so that takes can be compared. */
export function load(transport: Transport, rate: Rational, frames: number, sameNode: boolean): Transport {
  const next = { ...transport, rate, frames }
  if (!sameNode) return { ...next, frame: 0, speed: 0, markIn: null, markOut: null }
  const seconds = (transport.frame * transport.rate.den) / transport.rate.num
  return { ...next, frame: clamp(next, (seconds * rate.num) / rate.den) }
}

/** Goes to a frame; what plays goes on from there. */
export function seek(transport: Transport, frame: number): Transport {
  return { ...transport, frame: clamp(transport, frame) }
}

/** Stops and goes some frames on, or back below 0. */
export function step(transport: Transport, frames: number): Transport {
  return { ...seek(transport, transport.frame + frames), speed: 0 }
}

/** Starts, from the range's beginning where there is nothing left to play, or stops. */
export function toggle(transport: Transport): Transport {
  if (transport.speed !== 0) return { ...transport, speed: 0 }
  return from(transport, transport.pace)
}

/** J (-1) and L (1): the first press plays, each other one goes a step faster; against the way it goes it turns round. */
export function shuttle(transport: Transport, way: 1 | -1): Transport {
  const now = transport.speed * way
  if (now <= 0) return from(transport, way)
  const faster = SHUTTLE.find((speed) => speed > now) ?? now
  return { ...transport, speed: faster * way }
}

function from(transport: Transport, speed: number): Transport {
  const { first, last } = range(transport)
  const { frame } = transport
  const isDone = speed > 0 ? frame >= last : frame <= first
  const isOutside = frame < first || frame > last
  return { ...transport, speed, frame: isDone || isOutside ? (speed > 0 ? first : last) : frame }
}

/** The frame after playing on to `frame`: beyond the range it starts over or stops at its end. */
export function playOn(transport: Transport, frame: number): Transport {
  const { first, last } = range(transport)
  const { speed, loop } = transport
  if (speed > 0 && frame > last) return loop ? { ...transport, frame: first } : { ...transport, frame: last, speed: 0 }
  if (speed < 0 && frame < first) return loop ? { ...transport, frame: last } : { ...transport, frame: first, speed: 0 }
  return frame === transport.frame ? transport : { ...transport, frame: clamp(transport, frame) }
}

/** The range begins at this frame; an end before it is forgotten. */
export function setIn(transport: Transport): Transport {
  const { frame, markOut } = transport
  return { ...transport, markIn: frame, markOut: markOut !== null && markOut < frame ? null : markOut }
}

/** The range ends with this frame; a beginning after it is forgotten. */
export function setOut(transport: Transport): Transport {
  const { frame, markIn } = transport
  return { ...transport, markOut: frame, markIn: markIn !== null && markIn > frame ? null : markIn }
}

export function clearMarks(transport: Transport): Transport {
  return { ...transport, markIn: null, markOut: null }
}

/** Plays at another pace from now on, also what is playing forwards. */
export function setPace(transport: Transport, pace: number): Transport {
  return { ...transport, pace, speed: transport.speed > 0 ? pace : transport.speed }
}
