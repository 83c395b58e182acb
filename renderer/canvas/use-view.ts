import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { documents } from '../store/document-store.ts'
import { isStill } from '../ui/motion.ts'
import type { Point } from './box.ts'
import { useCanvas } from './canvas-store.ts'
import { firstView } from './kept-view.ts'
import { setCanvasView } from './view.ts'

/** Room for the controls at the left; the rest is a frame. */
const FIT = { padding: { top: '24px', right: '24px', bottom: '24px', left: '60px' }, maxZoom: 1 } as const
/** Something that is looked for is shown no smaller than this. */
const READABLE = 0.6

/** Tells commands of the canvas on the screen, and goes to a document's place when `shown` is another one. */
export function useView(region: RefObject<HTMLElement | null>, pointer: RefObject<Point | null>, shown: unknown): void {
  const flow = useReactFlow()
  useEffect(() => {
    const cardOf = (id: string) =>
      region.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    const focus = (id: string) => {
      cardOf(id)?.focus({ preventScroll: true })
    }
    /** Moves the canvas where a card is not wholly in sight; the promise ends with the move. */
    const bring = (id: string) => {
      const seen = region.current?.getBoundingClientRect()
      const box = cardOf(id)?.getBoundingClientRect()
      const inside =
        seen &&
        box &&
        box.left >= seen.left &&
        box.right <= seen.right &&
        box.top >= seen.top &&
        box.bottom <= seen.bottom
      if (inside) return null
      const zoom = { maxZoom: flow.getZoom(), minZoom: flow.getZoom() }
      return flow.fitView({ nodes: [{ id }], ...zoom, ...duration() })
    }
    setCanvasView({
      fit: (ids) => void flow.fitView({ ...FIT, ...(ids && { nodes: ids.map((id) => ({ id })) }), ...duration() }),
      toDocument: (point) => flow.screenToFlowPosition(point, { snapToGrid: false }),
      middle: () => {
        const box = region.current?.getBoundingClientRect() ?? new DOMRect()
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
      },
      pointer: () => useCanvas.getState().menuAt ?? pointer.current,
      centre: ({ x, y }) => void flow.setCenter(x, y, { zoom: Math.max(flow.getZoom(), READABLE), ...duration() }),
      show: (id) => void bring(id),
      focus: (id) => {
        focus(id)
        void bring(id)?.then(() => focus(id))
      },
    })
    return () => setCanvasView(null)
  }, [flow, region, pointer])
  // Where what had the focus is gone, the canvas has it: the next key means something.
  useEffect(
    () =>
      documents.store.subscribe(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) region.current?.focus({ preventScroll: true })
        }),
      ),
    [region],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is shown in its own place when it is opened
  useEffect(() => {
    const view = firstView(documents.document())
    if (view) {
      void flow.setViewport(view)
      return
    }
    const frame = requestAnimationFrame(() => void flow.fitView(FIT))
    return () => cancelAnimationFrame(frame)
  }, [flow, shown])
}

function duration() {
  return isStill() ? {} : { duration: 180 }
}
