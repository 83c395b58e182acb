import { rateOf } from '#nodes/film.ts'
import type { Settings } from '#shared/graph/document.ts'
import { timelineStrings } from '../strings/timeline.ts'
import { endOf } from './cut.ts'
import type { CutView } from './cut-view.ts'
import { frameAt, timecode } from './timecode.ts'

const t = timelineStrings.totals
/** Sound that is longer than the picture by less than this many seconds is not worth a word. */
const GRAIN = 0.05

/** The film in words: its length against what is delivered, and what is remarkable about it. */
export function totalsOf(
  { clips, sounds, rate }: Pick<CutView, 'clips' | 'sounds' | 'rate'>,
  { width, height, fps }: Settings['delivery'],
): readonly string[] {
  const seconds = endOf(clips)
  const unmade = clips.filter(({ media }) => media === null).length
  const unknown = clips.some(({ sourceSeconds }) => sourceSeconds === null)
  const other = clips.filter(({ media }) => {
    if (!media) return false
    const { facts } = media
    const [num = 0, den = 1] = (facts.fps ?? '').split('/').map(Number)
    const wanted = rateOf(fps)
    return facts.width !== width || facts.height !== height || num * wanted.den !== wanted.num * den
  }).length
  const past = endOf(sounds) - seconds
  return [
    `${t.length} ${timecode(seconds, rate)}${unknown ? ` (${t.about})` : ''}`,
    t.frames(frameAt(seconds, rate)),
    t.delivery(width, height, fps),
    t.clips(clips.length),
    t.noGaps,
    ...(unmade > 0 ? [t.unmade(unmade)] : []),
    ...(other > 0 ? [t.otherFormat(other)] : []),
    ...(sounds.length > 0 && past > GRAIN ? [t.soundPast(past)] : []),
  ]
}
