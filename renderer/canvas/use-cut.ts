import { type PointerEvent, type RefObject, useRef } from 'react'
import { edit } from '../commands/connect.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { useSession } from '../store/session.ts'
import { canvas } from '../strings/canvas.ts'
import type { Point } from './box.ts'
import { useCanvas } from './canvas-store.ts'
import { canvasView } from './view.ts'
import { wireLines, wiresCrossed } from './wires.ts'

/** A stroke with the right button, Ctrl or Cmd held, cuts the wires it crosses, in one step. */
export function useCut(region: RefObject<HTMLElement | null>) {
  const stroke = useRef<Point[] | null>(null)
  const end = () => {
    stroke.current = null
    useCanvas.setState({ stroke: null })
  }
  return {
    onPointerDownCapture: (event: PointerEvent) => {
      if (event.button !== 2 || !(event.ctrlKey || event.metaKey) || useSession.getState().readOnly) return
      event.stopPropagation()
      region.current?.setPointerCapture(event.pointerId)
      stroke.current = [{ x: event.clientX, y: event.clientY }]
    },
    onPointerMove: (event: PointerEvent) => {
      if (!stroke.current) return
      stroke.current = [...stroke.current, { x: event.clientX, y: event.clientY }]
      useCanvas.setState({ stroke: stroke.current })
    },
    onPointerUp: () => {
      const view = canvasView()
      if (!stroke.current || !view) return
      const line = stroke.current.map((point) => view.toDocument(point))
      end()
      const crossed = wiresCrossed(wireLines(documents.document()), line)
      if (crossed.length === 0) return
      edit(crossed.map(({ id }) => ({ kind: 'disconnect', edge: id })))
      say.done(canvas.cut(crossed.length))
    },
    onPointerCancel: end,
    isCutting: () => stroke.current !== null,
  }
}
