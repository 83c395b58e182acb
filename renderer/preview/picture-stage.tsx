import { type ReactNode, useEffect, useRef } from 'react'
import { preview } from '../strings/preview.ts'
import { setBox, zoomToggle } from './stage-box.ts'
import * as transport from './transport.ts'
import { operate } from './transport-store.ts'
import { useSize } from './use-size.ts'
import { useViewer } from './viewer-store.ts'
import { PIXELS_FROM, panBy, scaleOf, zoomBy } from './zoom.ts'

/** Pixels the pointer may move in a click. */
const CLICK = 4

/**
 * Where pictures are shown: zoomed with the wheel, moved with the pointer. The room of the picture is there before the picture is,
 * by its facts. `children` are layers as large as the picture; `over` lies on top of the stage and stands still.
 */
export function PictureStage({
  title,
  picture,
  alpha,
  clip,
  main,
  children,
  over,
}: {
  readonly title: string
  readonly picture: { readonly width: number; readonly height: number }
  /** It may be seen through: squares show where. */
  readonly alpha: boolean
  /** A click plays and pauses. */
  readonly clip: boolean
  /** The one that commands zoom. */
  readonly main: boolean
  readonly children: ReactNode
  readonly over?: ReactNode
}) {
  const ref = useRef<HTMLDivElement>(null)
  const stage = useSize(ref)
  const zoom = useViewer((state) => state.zoom)
  const { width, height } = picture

  useEffect(() => {
    if (!main || !stage) return
    setBox({ picture: { width, height }, stage })
    return () => setBox(null)
  }, [main, stage, width, height])

  useEffect(() => {
    const element = ref.current
    if (!element || !stage) return
    // React listens passively to the wheel, and the page would scroll along.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const factor = Math.exp((-event.deltaY * lines) / 400)
      const { zoom: before } = useViewer.getState()
      useViewer.setState({ zoom: zoomBy(before, factor, fromMiddle(element, event), { width, height }, stage) })
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [stage, width, height])

  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null)
  const scale = stage ? scaleOf(zoom, picture, stage) : 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: a figure brings margins and means a caption
    <div
      ref={ref}
      className="picture-stage"
      role="figure"
      aria-label={preview.zoom.picture(title)}
      data-zoomed={zoom.scale !== null}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, y: event.clientY, moved: false }
      }}
      onPointerMove={(event) => {
        const from = drag.current
        if (!from || !stage) return
        const by = { x: event.clientX - from.x, y: event.clientY - from.y }
        if (!from.moved && Math.hypot(by.x, by.y) < CLICK) return
        drag.current = { x: event.clientX, y: event.clientY, moved: true }
        useViewer.setState({ zoom: panBy(useViewer.getState().zoom, by, picture, stage) })
      }}
      onPointerUp={() => {
        if (drag.current && !drag.current.moved && clip) operate(transport.toggle)
        drag.current = null
      }}
      onPointerCancel={() => {
        drag.current = null
      }}
      onDoubleClick={(event) => zoomToggle(fromMiddle(event.currentTarget, event.nativeEvent))}
    >
      {stage && (
        <div
          className="picture"
          data-alpha={alpha}
          data-pixels={scale * (window.devicePixelRatio || 1) >= PIXELS_FROM}
          style={{
            width: width * scale,
            height: height * scale,
            left: stage.width / 2 - zoom.x * width * scale,
            top: stage.height / 2 - zoom.y * height * scale,
          }}
        >
          {children}
        </div>
      )}
      {over}
      {zoom.scale !== null && (
        <output className="zoom-percent" aria-label={preview.zoom.label}>
          {preview.zoom.percent(Math.round(zoom.scale * (window.devicePixelRatio || 1) * 100))}
        </output>
      )}
    </div>
  )
}

/** A point of the screen from the middle of an element. */
function fromMiddle(element: HTMLElement, { clientX, clientY }: MouseEvent) {
  const box = element.getBoundingClientRect()
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
}
