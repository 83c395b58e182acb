import { memo, type PointerEvent } from 'react'
import type { Rational } from '#shared/node/media.ts'
import { STATE_ICONS, STATE_TONES } from '../canvas/card-state.ts'
import { Filmstrip } from '../media/filmstrip.tsx'
import { timelineStrings as t } from '../strings/timeline.ts'
import { s } from '../strings.ts'
import type { CutClip } from './cut.ts'
import { useItemState } from './item-state.ts'
import { useShot } from './shown-shots.ts'
import { timecode } from './timecode.ts'
import type { Edge } from './trim.ts'
import { useShownMedia } from './use-shown-media.ts'
import { piecesOf } from './zoom.ts'

interface ClipCardProps {
  readonly clip: CutClip
  readonly place: number
  readonly rate: Rational
  readonly scale: number
  readonly selected: boolean
  /** It is the one that Tab reaches. */
  readonly reachable: boolean
  readonly trimming: Edge | null
  /** Pixels it is carried away from its place. */
  readonly carried: number | null
  readonly onPress: (event: PointerEvent, clip: CutClip) => void
  readonly onTrim: (event: PointerEvent, clip: CutClip, edge: Edge) => void
  readonly onChoose: (clip: CutClip, how: { readonly detail: number }) => void
  readonly onView: (clip: CutClip) => void
}

/** One clip of the cut: its frames, its shot, how it stands, and its two ends. */
export const ClipCard = memo(function ClipCard(props: ClipCardProps) {
  const { clip, place, rate, scale, selected, reachable, trimming, carried } = props
  const { title, models, steps } = useShot('clip', clip.node)
  const { state, progress } = useItemState(clip.node, steps[0]?.node.id ?? clip.node)
  const media = useShownMedia(clip)
  const about = clip.media === null
  const length = t.seconds(clip.length, about)
  const StateIcon = STATE_ICONS[state]
  const standIn = media?.standIn === true
  const fine = state === 'up-to-date' || state === 'restored'
  const points = t.points(timecode(clip.in, rate), timecode(clip.out, rate), length)
  return (
    <li
      className="tl-clip"
      data-selected={selected}
      data-unmade={about}
      data-carried={carried !== null}
      data-tone={STATE_TONES[state]}
      style={{
        left: clip.start * scale,
        width: Math.max(2, clip.length * scale),
        ...(carried === null ? {} : { transform: `translateX(${carried}px)` }),
      }}
    >
      <button
        type="button"
        className="tl-clip-body"
        aria-pressed={selected}
        title={`${title} · ${points} · ${models}`}
        tabIndex={reachable ? 0 : -1}
        data-item={clip.key}
        onPointerDown={(event) => props.onPress(event, clip)}
        onClick={(event) => props.onChoose(clip, event)}
        onDoubleClick={() => props.onView(clip)}
      >
        <span className="tl-frames" aria-hidden>
          {media &&
            piecesOf(clip.in, clip.out, scale).map((piece) => (
              <span key={piece.left} style={{ left: piece.left, width: piece.width }}>
                <Filmstrip digest={media.digest} from={piece.from} to={piece.to} seconds={media.facts.seconds ?? 0} />
              </span>
            ))}
        </span>
        <span className="tl-clip-head">
          <span className="sr">{t.place(place)}</span>
          <span className="tl-title">{title}</span>
          <span className="tl-length">{length}</span>
        </span>
        <span className="tl-clip-foot">
          {fine && <span className="sr">{s.states[state]}</span>}
          {!fine && (
            <span className="tl-state">
              <StateIcon size={12} aria-hidden className={state === 'running' ? 'spin' : undefined} />
              {s.states[state]}
              {state === 'running' && progress !== null && ` ${Math.round(progress * 100)} %`}
            </span>
          )}
          <span className="tl-model">{models}</span>
          {standIn && <span className="tl-stand-in">{t.standIn}</span>}
        </span>
        {trimming && (
          <span className="tl-note" aria-hidden>
            {points}
          </span>
        )}
      </button>
      <span className="tl-end" data-end="in" aria-hidden onPointerDown={(event) => props.onTrim(event, clip, 'in')} />
      <span className="tl-end" data-end="out" aria-hidden onPointerDown={(event) => props.onTrim(event, clip, 'out')} />
    </li>
  )
})
