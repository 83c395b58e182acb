import { isMedia, type MediaFacts, type SequenceValue, type Value } from '#shared/graph/values.ts'
import { preview } from '../strings/preview.ts'
import { frameCount, parseRate, rateInWords } from './timecode.ts'

const { facts: words } = preview

/** Facts of a value as names and texts, in the order a person asks for them. */
export function factRows(value: Value): readonly (readonly [name: string, text: string])[] {
  if (isMedia(value)) return mediaRows(value.facts, value.type === 'image')
  switch (value.type) {
    case 'text': {
      const count = value.text.trim() === '' ? 0 : value.text.trim().split(/\s+/).length
      return [[words.length, `${words.words(count)}, ${words.letters(value.text.length)}`]]
    }
    case 'table':
      return [[words.size, words.rows(value.rows.length, value.columns.length)]]
    case 'sequence': {
      const seconds = sequenceSeconds(value)
      return [[words.length, preview.sequence(value.clips.length, value.tracks.length, seconds)]]
    }
    default:
      return []
  }
}

/** How long a sequence is: while one clip dissolves into the next, both are on screen. */
export function sequenceSeconds({ clips }: Pick<SequenceValue, 'clips'>): number {
  return clips.reduce((sum, { in: from, out, transition }, index) => {
    const shared = transition.kind === 'cut' || index === 0 ? 0 : transition.seconds
    return sum + out - from - shared
  }, 0)
}

function mediaRows(facts: MediaFacts, isStill: boolean): readonly (readonly [string, string])[] {
  const { width, height, seconds, videoCodec, pixelFormat, audioCodec, sampleRate, channels } = facts
  const rate = parseRate(facts.fps)
  const rows: (readonly [string, string | undefined])[] = [
    [words.size, width && height ? `${width} × ${height}` : undefined],
    [words.rate, rate && !isStill ? `${rateInWords(rate)} fps` : undefined],
    [
      words.length,
      seconds && !isStill ? lengthOf(seconds, rate && videoCodec ? frameCount(facts, rate) : null) : undefined,
    ],
    [words.picture, joined(videoCodec, pixelFormat)],
    [words.sound, joined(audioCodec, sampleRate && `${sampleRate / 1000} kHz`, channels && words.channels(channels))],
  ]
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]))
}

function lengthOf(seconds: number, frames: number | null): string {
  return joined(`${seconds.toFixed(2)} s`, frames !== null && words.frames(frames)) ?? ''
}

function joined(...parts: readonly (string | number | false | undefined)[]): string | undefined {
  const there = parts.filter((part) => typeof part === 'string' && part !== '')
  return there.length === 0 ? undefined : there.join(', ')
}
