import { memo, type PointerEvent } from 'react'
import type { Rational } from '#shared/node/media.ts'
import { STATE_ICONS, STATE_TONES } from '../canvas/card-state.ts'
import { Waveform } from '../media/waveform.tsx'
import { timelineStrings as t } from '../strings/timeline.ts'
import { s } from '../strings.ts'
import type { CutSound } from './cut.ts'
import { useItemState } from './item-state.ts'
import { useShot } from './shown-shots.ts'
import { timecode } from './timecode.ts'
import { useShownMedia } from './use-shown-media.ts'
import type { Moving } from './use-trim.ts'
import { piecesOf } from './zoom.ts'

interface SoundCardProps {
  readonly sound: CutSound
  readonly place: number
  readonly rate: Rational
  readonly scale: number
  readonly selected: boolean
  readonly moving: Moving['what'] | null
  readonly onMove: (event: PointerEvent, sound: CutSound, what: Moving['what']) => void
  readonly onChoose: (sound: CutSound, how: { readonly detail: number }) => void
  readonly onView: (sound: CutSound) => void
}

/** One sound under the clips: its wave as loud as it is set, and its fades. */
export const SoundCard = memo(function SoundCard(props: SoundCardProps) {
  const { sound, place, rate, scale, selected, moving } = props
  const { title, models, steps } = useShot('sound', sound.node)
  const { state } = useItemState(sound.node, steps[0]?.node.id ?? sound.node)
  const media = useShownMedia(sound)
  const about = sound.media === null
  const length = t.seconds(sound.length, about)
  const StateIcon = STATE_ICONS[state]
  const fine = state === 'up-to-date' || state === 'restored'
  const gain = sound.gainDb === 0 ? null : t.gain(sound.gainDb)
  const share = (seconds: number) => (sound.length > 0 ? Math.min(100, (seconds / sound.length) * 100) : 0)
  const [rise, fall] = [share(sound.fadeIn), 100 - share(sound.fadeOut)]
  return (
    <li
      className="tl-sound"
      data-selected={selected}
      data-unmade={about}
      data-tone={STATE_TONES[state]}
      style={{ left: sound.start * scale, width: Math.max(2, sound.length * scale) }}
    >
      <button
        type="button"
        className="tl-clip-body"
        aria-pressed={selected}
        title={`${title} · ${t.points(timecode(sound.start, rate), timecode(sound.start + sound.length, rate), length)}`}
        data-item={sound.key}
        onPointerDown={(event) => props.onMove(event, sound, 'start')}
        onClick={(event) => props.onChoose(sound, event)}
        onDoubleClick={() => props.onView(sound)}
      >
        <span className="tl-wave" aria-hidden>
          {media &&
            piecesOf(sound.in, sound.out, scale).map((piece) => (
              <span key={piece.left} style={{ left: piece.left, width: piece.width }}>
                <Waveform digest={media.digest} from={piece.from} to={piece.to} gain={10 ** (sound.gainDb / 20)} />
              </span>
            ))}
        </span>
        {(sound.fadeIn > 0 || sound.fadeOut > 0) && (
          <svg className="tl-fades" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
            <path d={`M0 0H${rise}L0 100ZM${fall} 0H100V100Z`} />
            <polyline points={`0,100 ${rise},0 ${fall},0 100,100`} />
          </svg>
        )}
        <span className="tl-clip-head">
          <span className="sr">{t.place(place)}</span>
          <span className="tl-title">{title}</span>
          {gain && <span className="tl-length">{gain}</span>}
          <span className="sr">
            {length} {models} {fine && s.states[state]}
          </span>
          {!fine && (
            <span className="tl-state">
              <StateIcon size={12} aria-hidden className={state === 'running' ? 'spin' : undefined} />
              {s.states[state]}
            </span>
          )}
        </span>
        {moving && (
          <span className="tl-note" aria-hidden>
            {moving === 'start'
              ? timecode(sound.start, rate)
              : t.points(timecode(sound.in, rate), timecode(sound.out, rate), length)}
          </span>
        )}
      </button>
      <span className="tl-end" data-end="in" aria-hidden onPointerDown={(event) => props.onMove(event, sound, 'in')} />
      <span
        className="tl-end"
        data-end="out"
        aria-hidden
        onPointerDown={(event) => props.onMove(event, sound, 'out')}
      />
    </li>
  )
})
