import type { KeyboardEvent, PointerEvent } from 'react'
import { preview } from '../strings/preview.ts'
import { timecode } from './timecode.ts'
import * as transport from './transport.ts'
import { operate, useTransport } from './transport-store.ts'

/** Where the clip is, with its marked range; dragged with the pointer, moved with the keys of a slider. */
export function Scrubber() {
  const now = useTransport((state) => state.transport)
  const { frame, frames, rate, markIn, markOut } = now
  const share = (at: number) => `${frames > 1 ? (at / (frames - 1)) * 100 : 0}%`
  const { first, last } = transport.range(now)

  const toPointer = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(1, box.width)))
    operate((before) => transport.seek(before, at * (before.frames - 1)))
  }
  const onKey = (event: KeyboardEvent) => {
    const second = Math.max(1, Math.round(rate.num / rate.den))
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -second,
      PageUp: second,
    }
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    operate((before) => transport.step(before, step))
  }
  return (
    <div
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={preview.player.position}
      aria-valuemin={1}
      aria-valuemax={frames}
      aria-valuenow={frame + 1}
      aria-valuetext={preview.player.positionText(timecode(frame, rate), frame, frames)}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        operate((before) => ({ ...before, speed: 0 }))
        toPointer(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) toPointer(event)
      }}
    >
      <div className="scrub-track">
        {(markIn !== null || markOut !== null) && (
          <div
            className="scrub-range"
            style={{ left: share(first), right: `calc(100% - ${share(last)})` }}
            title={preview.player.marked(timecode(first, rate), timecode(last, rate))}
          />
        )}
        <div className="scrub-done" style={{ width: share(frame) }} />
      </div>
      <div className="scrub-knob" style={{ left: share(frame) }} />
    </div>
  )
}
