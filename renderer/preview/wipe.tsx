import { useRef } from 'react'
import { preview } from '../strings/preview.ts'
import { useViewer } from './viewer-store.ts'

const set = (divider: number) => useViewer.setState({ divider: Math.min(1, Math.max(0, divider)) })

/** The line between A and B: dragged, or moved with the keys of a slider. */
export function Wipe() {
  const divider = useViewer((state) => state.divider)
  const ref = useRef<HTMLDivElement>(null)
  const percent = Math.round(divider * 100)
  return (
    <div
      ref={ref}
      className="wipe"
      style={{ left: `${divider * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={preview.compare.divider}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={preview.compare.dividerText(percent)}
      onKeyDown={(event) => {
        const steps: Readonly<Record<string, number>> = {
          ArrowLeft: -0.01,
          ArrowRight: 0.01,
          PageDown: -0.1,
          PageUp: 0.1,
        }
        const step = steps[event.key]
        const end = event.key === 'Home' ? 0 : event.key === 'End' ? 1 : null
        if (step === undefined && end === null) return
        event.preventDefault()
        set(end ?? divider + (step ?? 0) * (event.shiftKey ? 10 : 1))
      }}
      onPointerDown={(event) => {
        event.stopPropagation()
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        const box = ref.current?.parentElement?.getBoundingClientRect()
        if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
        event.stopPropagation()
        set((event.clientX - box.left) / Math.max(1, box.width))
      }}
      onPointerUp={(event) => event.stopPropagation()}
      onDoubleClick={(event) => {
        event.stopPropagation()
        set(0.5)
      }}
    />
  )
}
