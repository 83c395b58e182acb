import type { MediaJob } from '#shared/node/media.ts'
import type { Ffmpeg } from '../../media/door.ts'

/** What a mouth does in one frame: how far it opens and how wide it is, 0..1. */
export interface Shape {
  readonly open: number
  readonly wide: number
}

export interface Speech {
  /** Seconds of sound, exact. */
  readonly seconds: number
  readonly shapes: readonly Shape[]
}

const RATE = 16_000

/** Listens to a speech as it is decoded and gives the mouth's shape for every frame of a picture of `fps`. */
export async function listen(ffmpeg: Ffmpeg, path: string, fps: number, job: MediaJob): Promise<Speech> {
  const frames = framesOf(fps)
  const samples = ffmpeg.stream(
    {
      inputs: [{ path }],
      outputOptions: ['-map', '0:a:0', '-ac', '1', '-ar', String(RATE), '-f', 's16le', '-c:a', 'pcm_s16le'],
    },
    job,
  )
  let rest: number | null = null
  for await (const chunk of samples) {
    let i = 0
    // Chunks may end in the middle of a sample.
    if (rest !== null && chunk.length > 0) {
      frames.add((((chunk[0] as number) << 24) >> 16) | rest)
      rest = null
      i = 1
    }
    for (; i + 1 < chunk.length; i += 2) frames.add((((chunk[i + 1] as number) << 24) >> 16) | (chunk[i] as number))
    if (i < chunk.length) rest = chunk[i] as number
  }
  return frames.finish()
}

function framesOf(fps: number) {
  const perFrame = RATE / fps
  const loud: number[] = []
  const bright: number[] = []
  let count = 0
  let squares = 0
  let crossings = 0
  let inFrame = 0
  let last = 0
  const close = () => {
    loud.push(Math.sqrt(squares / Math.max(1, inFrame)))
    bright.push(crossings / Math.max(1, inFrame))
    squares = 0
    crossings = 0
    inFrame = 0
  }
  return {
    add(sample: number): void {
      squares += sample * sample
      if (sample > 0 !== last > 0) crossings++
      last = sample
      inFrame++
      count++
      if (count >= (loud.length + 1) * perFrame) close()
    },
    finish(): Speech {
      if (inFrame > 0) close()
      return { seconds: count / RATE, shapes: shapesOf(loud, bright) }
    },
  }
}

/** Loudness against the speech's own level; opens quickly, closes a little slower, as jaws do. */
export function shapesOf(loud: readonly number[], bright: readonly number[]): readonly Shape[] {
  const sorted = [...loud].sort((a, b) => a - b)
  const top = Math.max(60, sorted[Math.floor(sorted.length * 0.92)] ?? 0)
  let open = 0
  return loud.map((value, index) => {
    const level = Math.min(1, Math.max(0, value / top - 0.06))
    const target = level ** 0.75
    open += (target - open) * (target > open ? 0.75 : 0.5)
    return { open: open < 0.04 ? 0 : open, wide: Math.min(1, (bright[index] ?? 0) * 4) }
  })
}
