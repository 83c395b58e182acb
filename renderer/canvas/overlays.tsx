import { ViewportPortal } from '@xyflow/react'
import type { RefObject } from 'react'
import { useCanvas } from './canvas-store.ts'

/** Lines that show what a dragged card stands in line with. */
export function Guides() {
  const guides = useCanvas((state) => state.guides)
  return (
    <ViewportPortal>
      {guides.map(({ along, at, from, to }) => (
        <div
          key={along}
          className="canvas-guide"
          data-along={along}
          style={
            along === 'y'
              ? { transform: `translate(${at}px, ${from}px)`, height: to - from }
              : { transform: `translate(${from}px, ${at}px)`, width: to - from }
          }
        />
      ))}
    </ViewportPortal>
  )
}

/** The stroke that cuts wires, while it is drawn. */
export function Stroke({ region }: { region: RefObject<HTMLElement | null> }) {
  const stroke = useCanvas((state) => state.stroke)
  if (!stroke) return null
  const box = region.current?.getBoundingClientRect()
  const points = stroke.map(({ x, y }) => `${x - (box?.left ?? 0)},${y - (box?.top ?? 0)}`)
  return (
    <svg className="cut-stroke" aria-hidden>
      <polyline points={points.join(' ')} />
    </svg>
  )
}
