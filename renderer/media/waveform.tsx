import { useCallback } from 'react'
import type { Digest } from '#shared/graph/ids.ts'
import { type Draw, Painted } from './painted.tsx'
import { usePeaks } from './peaks-store.ts'
import { columnsOf } from './wave-shape.ts'

/** Pixels from one bar of the wave to the next, and how wide it is. */
const BAR = { step: 2, width: 1.25 }

/**
 * The wave of a stored sound between `from` and `to` seconds of it, as wide and high as its box, in the `color` of its class.
 * `gain` is a factor on its height. `label` says what it is; without one it is decoration.
 */
export function Waveform({
  digest,
  from,
  to,
  gain = 1,
  className = '',
  label,
}: {
  readonly digest: Digest
  readonly from: number
  readonly to: number
  readonly gain?: number
  readonly className?: string
  readonly label?: string
}) {
  const peaks = usePeaks(digest)
  const draw: Draw = useCallback(
    (context, { width, height }, colour) => {
      context.fillStyle = colour
      const middle = height / 2
      if (!peaks || to <= from) {
        context.fillRect(0, middle - 0.5, width, 1)
        return
      }
      const columns = Math.max(1, Math.floor(width / BAR.step))
      for (const [column, peak] of columnsOf(peaks, from, to, columns).entries()) {
        const half = Math.max(0.5, Math.min(1, peak * gain) * (middle - 1))
        context.fillRect(column * BAR.step, middle - half, BAR.width, half * 2)
      }
    },
    [peaks, from, to, gain],
  )
  return <Painted draw={draw} className={`waveform ${className}`} label={label} />
}
