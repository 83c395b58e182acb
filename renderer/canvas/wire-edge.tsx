import { BaseEdge, type EdgeProps, useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, memo, type PointerEvent } from 'react'
import type { Edge } from '#shared/graph/document.ts'
import { edit } from '../commands/connect.ts'
import { documents } from '../store/document-store.ts'
import { useSession } from '../store/session.ts'
import { canvas } from '../strings/canvas.ts'
import { followPointer } from '../ui/follow-pointer.ts'
import { endGesture, showMoved, useCanvas } from './canvas-store.ts'
import type { WireEdge } from './flow.ts'
import { GRID } from './geometry.ts'
import { pathOf, wireCurves } from './wire-path.ts'

const DOT_RADIUS = 5

/** A wire: a soft curve from its output through its dots to its input. */
export const WireLine = memo(function WireLine(props: EdgeProps<WireEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, data, interactionWidth = 16 } = props
  const lit = useCanvas((state) => state.litWire === id)
  if (!data) return null
  const { edge, via } = data
  const path = pathOf(wireCurves({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, via))
  return (
    <>
      <BaseEdge path={path} interactionWidth={interactionWidth} {...(lit && { className: 'lit' })} />
      {via.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot has no name but its place
        <Dot key={index} edge={edge} index={index} via={via} />
      ))}
    </>
  )
})

function Dot({ edge, index, via }: { edge: Edge; index: number; via: NonNullable<Edge['via']> }) {
  const flow = useReactFlow()
  const readOnly = useSession((state) => state.readOnly)
  const dot = via[index]
  if (!dot) return null
  const remove = () => edit([{ kind: 'route-edge', edge: edge.id, via: via.toSpliced(index, 1) }])

  const onPointerDown = (event: PointerEvent<SVGCircleElement>) => {
    if (event.button !== 0 || readOnly) return
    event.stopPropagation()
    if (event.altKey) {
      remove()
      return
    }
    // The click that ends a drag is the dot's also where it lags behind the pointer; on the canvas it would deselect.
    event.currentTarget.setPointerCapture(event.pointerId)
    let next = via
    followPointer(event, {
      anyWay: true,
      move: (_dx, _x, { clientX, clientY }) => {
        const at = flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })
        next = via.with(index, { ...dot, x: Math.round(at.x), y: Math.round(at.y) })
        showMoved({ via: new Map([[edge.id, next]]) })
      },
      end: () => {
        edit([{ kind: 'route-edge', edge: edge.id, via: next }])
        endGesture()
      },
      cancel: endGesture,
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? GRID * 10 : GRID
    const by = ARROWS[event.key]
    if (readOnly || (!by && event.key !== 'Delete' && event.key !== 'Backspace')) return
    event.preventDefault()
    event.stopPropagation()
    if (!by) {
      remove()
      return
    }
    const next = via.with(index, { ...dot, x: dot.x + by.x * step, y: dot.y + by.y * step })
    edit([{ kind: 'route-edge', edge: edge.id, via: next }], `dot:${edge.id}:${index}`)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
    <circle
      className="wire-dot nopan nodrag"
      cx={dot.x}
      cy={dot.y}
      r={DOT_RADIUS}
      role="button"
      tabIndex={0}
      aria-label={canvas.dot(index + 1, via.length)}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onKeyUp={documents.closeGroup}
      onClick={(event) => event.stopPropagation()}
    />
  )
}

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
