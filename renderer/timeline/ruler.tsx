import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { Rational } from '#shared/node/media.ts'
import { timelineStrings as t } from '../strings/timeline.ts'
import { followPointer } from '../ui/follow-pointer.ts'
import { momentOf, snap, ticksOf, timecode } from './timecode.ts'

interface RulerProps {
  readonly seconds: number
  readonly scale: number
  readonly rate: Rational
  readonly playhead: number
  readonly onPut: (seconds: number) => void
}

/** Pixels that the time beside a tick takes; a tick near the end has none. */
const LABEL = 64

/** The time of the film; a press on it puts the playhead there, a drag takes it along. */
export function Ruler({ seconds, scale, rate, playhead, onPut }: RulerProps) {
  const ruler = useRef<HTMLDivElement>(null)
  const put = (wanted: number) => onPut(Math.max(0, Math.min(snap(wanted, rate), seconds)))
  const putAt = (x: number) => put((x - (ruler.current?.getBoundingClientRect().left ?? 0)) / scale)
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    const before = playhead
    putAt(event.clientX)
    followPointer(event, { move: (_, x) => putAt(x), end: () => {}, cancel: () => put(before) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const frames = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 }[event.key]
    const wanted =
      frames !== undefined
        ? playhead + momentOf(Math.abs(frames), rate) * Math.sign(frames) * (event.shiftKey ? 10 : 1)
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? seconds
            : null
    if (wanted === null || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    put(wanted)
  }
  return (
    <div className="tl-ruler" ref={ruler} onPointerDown={onPointerDown}>
      {ticksOf(seconds, scale).map((tick) => (
        <span key={tick} className="tl-tick" style={{ left: tick * scale }} aria-hidden>
          {(seconds - tick) * scale >= LABEL && timecode(tick, rate)}
        </span>
      ))}
      <div
        className="tl-head"
        role="slider"
        tabIndex={0}
        aria-label={t.playhead}
        aria-valuemin={0}
        aria-valuemax={seconds}
        aria-valuenow={playhead}
        aria-valuetext={timecode(playhead, rate)}
        style={{ left: playhead * scale }}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
