import type { PointerEvent as ReactPointerEvent } from 'react'

/** Pixels that a press may move and still be a click. */
const CLICK = 4

interface Drag {
  /** A move up or down makes a drag as well as one to the side. */
  readonly anyWay?: boolean
  /** The press has become a drag. */
  readonly begin?: () => void
  /** Pixels moved since the press, where the pointer is on the screen, and the move itself. */
  readonly move: (dx: number, x: number, event: PointerEvent) => void
  /** The drag ended well; not called for a click. */
  readonly end: () => void
  /** The press ended where it began. */
  readonly click?: () => void
  /** It was given up: Escape, or the pointer is lost. */
  readonly cancel: () => void
}

/** Follows a pointer from its press on, until it is let go, also where what was pressed is gone meanwhile. */
export function followPointer(
  event: ReactPointerEvent,
  { anyWay = false, begin, move, end, click, cancel }: Drag,
): void {
  if (event.button !== 0) return
  const { clientX: start, clientY: top } = event
  let dragging = false
  const stop = () => {
    removeEventListener('pointermove', onMove)
    removeEventListener('pointerup', onUp)
    removeEventListener('pointercancel', onCancel)
    removeEventListener('blur', onCancel)
    removeEventListener('keydown', onKey, true)
  }
  const onMove = (moved: PointerEvent) => {
    const { clientX } = moved
    if (!dragging && Math.hypot(clientX - start, anyWay ? moved.clientY - top : 0) < CLICK) return
    if (!dragging) begin?.()
    dragging = true
    move(clientX - start, clientX, moved)
  }
  const onUp = () => {
    stop()
    if (dragging) end()
    else click?.()
  }
  const onCancel = () => {
    stop()
    if (dragging) cancel()
  }
  const onKey = (press: KeyboardEvent) => {
    if (press.key !== 'Escape') return
    press.preventDefault()
    press.stopPropagation()
    onCancel()
  }
  addEventListener('pointermove', onMove)
  addEventListener('pointerup', onUp)
  addEventListener('pointercancel', onCancel)
  addEventListener('blur', onCancel)
  addEventListener('keydown', onKey, true)
}
