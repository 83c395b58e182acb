import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { followPointer } from '../ui/follow-pointer.ts'
import { moveTo } from './actions.ts'
import { type CutView, cutView, type Found, findItem } from './cut-view.ts'
import { dropPlace } from './reorder.ts'
import { MARGIN } from './zoom.ts'

/** A clip on its way: how far it was dragged, and before which clip it would go. */
export interface Carried {
  readonly key: string
  readonly dx: number
  readonly to: number
}

/** Dragging a clip to another place; the document changes once, when it is let go. */
export function useReorder(track: RefObject<HTMLElement | null>, disabled: boolean) {
  const [carried, setCarried] = useState<Carried | null>(null)
  const last = useRef<Carried | null>(null)
  /** The click that ends a drag is none. */
  const dragged = useRef(false)
  const show = (next: Carried | null) => {
    last.current = next
    setCarried(next)
  }
  const start = (event: PointerEvent, { scale, clips }: CutView, { item }: Found) => {
    dragged.current = false
    if (disabled) return
    followPointer(event, {
      begin: () => {
        dragged.current = true
      },
      move: (dx, x) => {
        const left = track.current?.getBoundingClientRect().left ?? 0
        show({ key: item.key, dx, to: dropPlace(clips, (x - left - MARGIN) / scale) })
      },
      end: () => {
        const to = last.current?.to
        show(null)
        const view = cutView()
        const found = view && findItem(view, item.key)
        if (view && found && to !== undefined) moveTo(view, found, to)
      },
      cancel: () => show(null),
    })
  }
  return { carried, start, wasDragged: () => dragged.current }
}
