import type { PointerEvent as ReactPointerEvent } from 'react'

/** Pixels that a press may move and still be a click. */
const CLICK = 4

export interface Drag {
  /** The press has become a drag. */
  readonly begin?: () => void
  /** Pixels moved since the press, and where the pointer is on the screen. */
  readonly move: (dx: number, x: number) => void
  /** The drag ended well; not called for a click. */
  readonly end: () => void
  /** It was given up: Escape, or the pointer is lost. */
  readonly cancel: () => void
}

/** Follows a pointer from its press on, until it is let go. */
export function followPointer(event: ReactPointerEvent, { begin, move, end, cancel }: Drag): void {
  if (event.button !== 0) return
  const start = event.clientX
  let dragging = false
  const stop = (how: () => void) => {
    removeEventListener('pointermove', onMove)
    removeEventListener('pointerup', onUp)
    removeEventListener('pointercancel', onCancel)
    removeEventListener('blur', onCancel)
    removeEventListener('keydown', onKey, true)
    if (dragging) how()
  }
  const onMove = ({ clientX }: PointerEvent) => {
    if (!dragging && Math.abs(clientX - start) < CLICK) return
    if (!dragging) begin?.()
    dragging = true
    move(clientX - start, clientX)
  }
  const onUp = () => stop(end)
  const onCancel = () => stop(cancel)
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
